// Paths are written as the server knows them, from / on. A proxy may serve them below a path of its own, which is where
// these files were loaded from.
const ROOT = new URL("..", import.meta.url).pathname.slice(0, -1);

/** The address of a path of the server. */
export function address(path) {
  return ROOT + path;
}

/** A path of the server from an address that a browser shows; undefined if it is of another place. */
export function path(pathname) {
  return pathname.startsWith(ROOT + "/") ? pathname.slice(ROOT.length) : undefined;
}

/** The page that is open, with what it was asked for. */
export function here() {
  return (path(location.pathname) ?? "/ui/") + location.search;
}
