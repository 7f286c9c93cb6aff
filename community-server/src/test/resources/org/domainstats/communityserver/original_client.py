"""Does to a community server what the original domain_stats2 does, as strictly.

usage: original_client.py UDP_PORT DATA_URL DOMAIN...
Prints one JSON line for each step.
"""
import json
import socket
import sys
import urllib.request


def exchange(port, message):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.settimeout(15)
        udp.sendto(json.dumps(message).encode(), ("127.0.0.1", port))
        return json.loads(udp.recvfrom(32768)[0].decode())


def entry(seen_by_web, seen_by_us, seen_by_you, rank=-1, other={}, ttl=0):
    """Takes these keywords and no other one."""
    return {"seen_by_web": seen_by_web, "seen_by_us": seen_by_us, "other": json.dumps(other)}


def main(port, data_url, domains):
    own_version = "1.0"
    prohibited = ["yourdomainhere.local"]
    config = exchange(port, {"action": "config", "database_version": own_version, "software_version": 0.1})
    prohibited.extend(config["prohibited_tlds"])
    print(json.dumps({"prohibited": prohibited, "fatal": config.get("fatal_message")}))
    health = exchange(port, {"action": "healthcheck", "memcache": [1, 2, 3, 4, 5, 6, 7], "netstats": [1, 2, 3, 4]})
    print(json.dumps({"seconds": health.get("interval", 30) * 60}))
    wants_update = False
    for domain in domains:
        reply = exchange(port, {"version": own_version, "action": "query", "domain": domain})
        if "version" in reply:
            wants_update = wants_update or reply["version"] > own_version
            del reply["version"]
        if "error" in reply:
            print(json.dumps({"domain": domain, "error": reply["error"], "timeout": reply.get("timeout", 0)}))
        else:
            print(json.dumps({"domain": domain, **entry(**reply, seen_by_you="now", rank=-1)}))
    print(json.dumps({"wants_update": wants_update}))
    latest = exchange(port, {"action": "version"})["version"]
    major, minor = map(int, latest.split("."))
    own_major, own_minor = map(int, own_version.split("."))
    established = {}
    if major == own_major:
        for update in range(own_minor + 1, minor + 1):
            with urllib.request.urlopen(f"{data_url}/{major}/{update}.txt") as lines:
                for line in lines.read().decode().splitlines():
                    rank, domain = line.split(",")
                    if rank == "-2":
                        established.pop(domain.strip(), None)
                    else:
                        established.setdefault(domain.strip(), int(rank))
    print(json.dumps({"latest": latest, "established": established}))


main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
