-- Asks about another name each time: "each" once and in order, or "any" at random. The names are those of Names.java.
local threads = 0

function setup(thread)
    thread:set("thread", threads)
    threads = threads + 1
end

function init(arguments)
    each = arguments[1] == "each"
    step = tonumber(arguments[2])
    first = tonumber(arguments[3])
    count = tonumber(arguments[4])
    query = arguments[5] or ""
    asked = thread
    math.randomseed(os.time() + thread)
end

function request()
    local number = first + (each and asked % count or math.random(0, count - 1))
    asked = asked + step
    return wrk.format("GET", string.format("/%x-%d.com%s", number * 40503017 % 67108859, number, query))
end
