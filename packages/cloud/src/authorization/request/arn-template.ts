import type { Place } from './resources.ts'

/** An ARN with variables, as the reference has it. */
export interface ArnTemplate {
  matches(arn: string): boolean
  /** The last variable's value in an ARN that matches. */
  nameIn(arn: string): string
  /** `name` for the given variable, or the last; what else is not known is `*`. */
  fill(place: Place, name: string, variable?: string): string
}

const known = new Map<string, ArnTemplate>()

export function compileArn(template: string): ArnTemplate {
  let compiled = known.get(template)
  if (!compiled) known.set(template, (compiled = compile(template)))
  return compiled
}

function compile(template: string): ArnTemplate {
  const variables = [...template.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
  const last = variables.at(-1)
  const pattern = template
    .split(/\$\{\w+\}/)
    .map((text) => text.replace(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`))
    .map((text, at) => (at === 0 ? text : `${variableAt(variables, at - 1)}${text}`))
    .join('')
  const expression = new RegExp(`^${pattern}$`)
  return {
    matches: (arn) => expression.test(arn),
    nameIn: (arn) => expression.exec(arn)?.at(-1) ?? '',
    fill: ({ account, region }, name, variable = last) =>
      template.replace(/\$\{(\w+)\}/g, (_, each: string) => {
        if (each === 'Partition') return 'aws'
        if (each === 'Region') return region
        if (each === 'Account') return account
        return each === variable ? name : '*'
      }),
  }
}

/** Names with paths hold slashes; other variables end at one. */
function variableAt(variables: readonly string[], at: number): string {
  const name = variables[at] ?? ''
  if (['Partition', 'Region', 'Account'].includes(name)) return '([^:]*)'
  return at === variables.length - 1 ? '(.+)' : '([^:/]+)'
}
