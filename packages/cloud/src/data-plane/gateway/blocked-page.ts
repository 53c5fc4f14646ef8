/** What stands between a browser and a guest, for the page that says so. */
export interface Blocked {
  readonly verdict: 'dropped' | 'refused'
  readonly address: string
  readonly port: number
  /** `sg-0…`, where the decision names it. */
  readonly blockedBy?: string
  /** Of the console's reachability page about just this. */
  readonly reachabilityUrl?: string
}

const texts = {
  en: {
    dropped: ['This site can’t be reached', (to: string) => `${to} took too long to respond.`],
    refused: ['This site can’t be reached', (to: string) => `${to} refused to connect.`],
    droppedWhy:
      'The network of the embedded cloud drops these packets. A browser on the internet would wait some two minutes and then say this.',
    refusedWhy: 'The packets arrive, but no program listens on this port of the instance.',
    by: 'Stopped by',
    link: 'See the way of the packets, and what would open it',
    from: 'Answered by Brume, not by the instance.',
  },
  ko: {
    dropped: [
      '사이트에 연결할 수 없음',
      (to: string) => `${to}에서 응답하는 데 시간이 너무 오래 걸립니다.`,
    ],
    refused: ['사이트에 연결할 수 없음', (to: string) => `${to}에서 연결을 거부했습니다.`],
    droppedWhy:
      '내장 클라우드의 네트워크가 이 패킷을 삭제합니다. 인터넷의 브라우저라면 2분쯤 기다린 뒤 이 메시지를 표시합니다.',
    refusedWhy: '패킷은 도착하지만 인스턴스의 이 포트에서 수신 대기 중인 프로그램이 없습니다.',
    by: '차단한 리소스',
    link: '패킷의 경로와 여는 방법 보기',
    from: '인스턴스가 아니라 Brume의 응답입니다.',
  },
} as const

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
const escape = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** The page that a browser is shown instead of a long silence, in the reader's language. Without scripts. */
export function blockedPage(blocked: Blocked, acceptLanguage: string | undefined): string {
  const language = /^\s*ko\b/i.test(acceptLanguage ?? '') ? 'ko' : 'en'
  const text = texts[language]
  const to = `${blocked.address}:${blocked.port}`
  const [title, sentence] = text[blocked.verdict]
  const by = blocked.blockedBy
  const link = blocked.reachabilityUrl
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
body { max-width: 36em; margin: 12vh auto; padding: 0 1.5em; font: 16px/1.6 system-ui, sans-serif }
h1 { font-size: 1.5em } small { opacity: .7 }
</style>
</head>
<body>
<h1>${title}</h1>
<p><b>${escape(sentence(to))}</b></p>
<p>${blocked.verdict === 'dropped' ? text.droppedWhy : text.refusedWhy}</p>
${by ? `<p>${text.by}: <code>${escape(by)}</code></p>` : ''}
${link ? `<p><a href="${escape(link)}">${text.link}</a></p>` : ''}
<p><small>${text.from}</small></p>
</body>
</html>
`
}
