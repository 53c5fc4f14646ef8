/** A site of the virtual Internet: which names it has, and what it answers. */
export interface Site {
  /** Whether a host name, in lower case, is this site's. */
  serves(host: string): boolean
  /** Undefined: there is no such page. What a guest waits for waits for nothing but this. */
  answer(request: SiteRequest): SiteReply | undefined | Promise<SiteReply | undefined>
}

export interface SiteRequest {
  readonly method: string
  readonly host: string
  /** Path without query. */
  readonly path: string
  /** Path and query as sent. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** What was sent with it, within the cap. */
  body(): Promise<Uint8Array>
  /** Whence the request comes, as the site sees it. */
  readonly caller: string
  /** In whose world the Internet is. */
  readonly account: string
}

export interface SiteReply {
  readonly status?: number
  readonly type: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

export function page(title: string, text: string, status = 200): SiteReply {
  return {
    status,
    type: 'text/html; charset=utf-8',
    body: `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n<p>${text}</p>\n</body>\n</html>\n`,
  }
}
