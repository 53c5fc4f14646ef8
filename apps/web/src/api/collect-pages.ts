/** All pages of a list, one after the other; `ask` gets the token of the page before. */
export async function collectPages<P extends { NextToken?: string | undefined }>(
  ask: (page: { NextToken?: string }) => Promise<P>,
): Promise<P[]> {
  const pages: P[] = []
  let token: string | undefined
  do {
    const page: P = await ask(token === undefined ? {} : { NextToken: token })
    pages.push(page)
    token = page.NextToken || undefined
  } while (token !== undefined)
  return pages
}
