import { page, type Site } from '../site.ts'

/** Sites that people try first, to see whether a machine is on the Internet. */
export const wellKnown: Site = {
  serves: (host) => Object.hasOwn(titles, host.replace(/^www\./, '')),
  answer({ host, path }) {
    const title = titles[host.replace(/^www\./, '')] ?? host
    if (path !== '/' && path !== '/index.html') return undefined
    return page(
      title,
      `This is ${host} on Brume's virtual Internet: your request got out of the VPC, and the answer came back.`,
    )
  },
}

const titles: Readonly<Record<string, string>> = {
  'example.com': 'Example Domain',
  'example.org': 'Example Domain',
  'google.com': 'Google',
  'naver.com': 'NAVER',
  'amazon.com': 'Amazon',
  'aws.amazon.com': 'Amazon Web Services',
}
