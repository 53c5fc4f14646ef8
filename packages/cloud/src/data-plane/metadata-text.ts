/** Documents of instance metadata are indented, with a space before the colon: scripts cut values out by that form. */
export function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/^(\s*"[^"]*"):/gm, '$1 :')
}

/** `2026-01-01T00:00:00Z` */
export function isoSeconds(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z')
}
