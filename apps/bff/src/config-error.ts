/** A setting that cannot be followed: what is wrong, and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
