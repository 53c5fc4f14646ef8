import { targetOf } from './asked.ts'
import type { Exchange } from './exchange.ts'

/** What a rule's transforms make of a request on its way; undefined where they change nothing. */
export interface Rewritten {
  readonly host: string | undefined
  readonly target: string | undefined
}

const unchanged: Rewritten = { host: undefined, target: undefined }

/**
 * Host and URL are rewritten once each, by the first expression that matches.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html
 */
export function rewrite({ asked, rule }: Pick<Exchange, 'asked' | 'rule'>): Rewritten {
  if (!asked || !rule || rule.transforms.length === 0) return unchanged
  const apply = (type: string, text: string): string | undefined => {
    for (const transform of rule.transforms) {
      if (transform.type !== type) continue
      const expression = new RegExp(transform.regex)
      if (expression.test(text)) return clean(text.replace(expression, transform.replace))
    }
    return undefined
  }
  const target = apply('url-rewrite', targetOf(asked))
  return {
    host: apply('host-header-rewrite', asked.host),
    target: target === undefined || target.startsWith('/') ? target : `/${target}`,
  }
}

/** Nothing that a client sent may end the line that it comes to stand on. */
function clean(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]/g, (each) =>
    [...Buffer.from(each)]
      .map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`)
      .join(''),
  )
}
