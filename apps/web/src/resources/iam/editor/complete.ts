import type { PolicyWords } from '../policy-words.ts'

/** What may stand at a place of a document: which words, and how much of one is typed. */
export interface Completion {
  readonly words: readonly string[]
  readonly typed: string
}

/** The member whose value, or the object whose key, the text ends in. */
export function memberAt(before: string): {
  readonly path: readonly string[]
  readonly isKey: boolean
} {
  const path: (string | undefined)[] = []
  let key: string | undefined
  let last = ''
  let afterColon = false
  const text = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
  for (const [token] of before.matchAll(text)) {
    if (token.startsWith('"')) last = token.slice(1, -1)
    else if (token === ':') {
      key = last
      afterColon = true
    } else if (token === '{' || token === '[') {
      path.push(afterColon ? key : undefined)
      afterColon = false
      key = token === '[' ? key : undefined
    } else if (token === '}' || token === ']') {
      path.pop()
      afterColon = false
    } else if (token === ',') afterColon = false
  }
  const inside = path.filter((name) => name !== undefined)
  return afterColon && key !== undefined
    ? { path: [...inside, key], isKey: false }
    : { path: inside, isKey: true }
}

/** Words for the place where the cursor stands in an open string. */
export function complete(before: string, words: PolicyWords): Completion {
  const open = /"([^"]*)$/.exec(before)
  const typed = open?.[1] ?? ''
  const { path, isKey } = memberAt(open ? before.slice(0, open.index) : before)
  const member = path.findLast((name) =>
    ['Action', 'NotAction', 'Resource', 'NotResource', 'Effect', 'Condition', 'Version'].includes(
      name,
    ),
  )
  return { words: wordsFor(member, path, isKey, typed, words), typed }
}

function wordsFor(
  member: string | undefined,
  path: readonly string[],
  isKey: boolean,
  typed: string,
  words: PolicyWords,
): readonly string[] {
  switch (member) {
    case 'Action':
    case 'NotAction':
      return actionWords(typed, words)
    case 'Resource':
    case 'NotResource':
      return ['*', ...Object.values(words.services).flatMap(({ resources }) => resources)]
    case 'Effect':
      return ['Allow', 'Deny']
    case 'Version':
      return ['2012-10-17']
    case 'Condition':
      if (!isKey) return []
      return path.at(-1) === 'Condition' ? words.operators : conditionKeys(words)
    default:
      if (!isKey) return []
      return path.includes('Statement')
        ? ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']
        : ['Version', 'Id', 'Statement']
  }
}

/** Services first; once one is typed, its actions. */
function actionWords(typed: string, { services }: PolicyWords): readonly string[] {
  const [prefix = ''] = typed.split(':')
  const service = typed.includes(':') ? services[prefix.toLowerCase()] : undefined
  if (!service) return Object.keys(services).map((name) => `${name}:`)
  const names = Object.values(service.actions).flat().toSorted()
  return ['*', ...names].map((name) => `${prefix}:${name}`)
}

const conditionKeys = ({ services, conditionKeys: all }: PolicyWords): readonly string[] => [
  ...new Set([...all, ...Object.values(services).flatMap((service) => service.conditionKeys)]),
]
