/** What a balancer writes above its own answers: the words of the server that it is built on. */
const titles: Readonly<Record<number, string>> = {
  301: 'Moved Permanently',
  302: 'Found',
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Not Allowed',
  408: 'Request Time-out',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  463: '',
  464: '',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
  505: 'HTTP Version Not Supported',
  507: 'Insufficient Storage',
}

export const serverName = 'awselb/2.0'

/** Pages are few, and the same every time. */
const pages = new Map<number, Buffer>()

/** The reason on the status line of an answer of the balancer's own. */
export function titleOf(status: number): string {
  return titles[status] ?? ''
}

/** The small page that goes with it. */
export function errorPage(status: number): Buffer {
  let page = pages.get(status)
  if (!page) {
    const title = `${status} ${titleOf(status)}`.trimEnd()
    page = Buffer.from(
      `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
    )
    pages.set(status, page)
  }
  return page
}

/** A whole answer for a connection on which no request could be read. */
export function rawErrorAnswer(status: number, nowMs: number): string {
  const page = errorPage(status)
  return [
    `HTTP/1.1 ${status} ${titleOf(status)}`,
    `Server: ${serverName}`,
    `Date: ${new Date(nowMs).toUTCString()}`,
    'Content-Type: text/html',
    `Content-Length: ${page.length}`,
    'Connection: close',
    '',
    page.toString(),
  ].join('\r\n')
}
