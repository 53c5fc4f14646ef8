/** What a system call answers when it fails; `code` is the errno's name. */
export class FsError extends Error {
  override readonly name = 'FsError'
  readonly code: string
  readonly path: string

  constructor(code: string, path: string, call = 'open') {
    // just-bash's own programs recognise errors by this very form.
    super(`${code}: ${strerror(code).toLowerCase()}, ${call} '${path}'`)
    this.code = code
    this.path = path
  }
}

const texts: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EEXIST: 'File exists',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  ENOSPC: 'No space left on device',
  EINVAL: 'Invalid argument',
  EROFS: 'Read-only file system',
  EXDEV: 'Invalid cross-device link',
  EBUSY: 'Device or resource busy',
  EBADF: 'Bad file descriptor',
  EPIPE: 'Broken pipe',
  EAGAIN: 'Resource temporarily unavailable',
  ENAMETOOLONG: 'File name too long',
  EFBIG: 'File too large',
  EIO: 'Input/output error',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ECONNRESET: 'Connection reset by peer',
  ECONNREFUSED: 'Connection refused',
  ETIMEDOUT: 'Connection timed out',
  ENETUNREACH: 'Network is unreachable',
  EMSGSIZE: 'Message too long',
  EHOSTUNREACH: 'No route to host',
  ETXTBSY: 'Text file busy',
}

export function strerror(code: string): string {
  return texts[code] ?? code
}

/** The text a program prints for anything that went wrong. */
export function reasonOf(error: unknown): string {
  if (error instanceof FsError) return strerror(error.code)
  return error instanceof Error ? error.message : 'Unknown error'
}
