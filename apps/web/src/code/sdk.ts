import type { ServiceName } from '@brume/console-api'
import { keyFile } from './cli.ts'
import {
  byteMembers,
  encodedMembers,
  findVariables,
  readableText,
  timeMembers,
  withoutToken,
  type CodeRequest,
  type TextContext,
} from './request.ts'

const clients: Record<ServiceName, { readonly client: string; readonly variable: string }> = {
  ec2: { client: 'EC2Client', variable: 'ec2' },
  ssm: { client: 'SSMClient', variable: 'ssm' },
  sts: { client: 'STSClient', variable: 'sts' },
  iam: { client: 'IAMClient', variable: 'iam' },
  'service-quotas': { client: 'ServiceQuotasClient', variable: 'serviceQuotas' },
  'elastic-load-balancing-v2': {
    client: 'ElasticLoadBalancingV2Client',
    variable: 'loadBalancing',
  },
  'auto-scaling': { client: 'AutoScalingClient', variable: 'autoScaling' },
  cloudwatch: { client: 'CloudWatchClient', variable: 'cloudWatch' },
  pricing: { client: 'PricingClient', variable: 'pricing' },
  'cost-explorer': { client: 'CostExplorerClient', variable: 'costExplorer' },
  budgets: { client: 'BudgetsClient', variable: 'budgets' },
  savingsplans: { client: 'SavingsplansClient', variable: 'savingsPlans' },
  'ec2-instance-connect': { client: 'EC2InstanceConnectClient', variable: 'instanceConnect' },
}

/** The requests as a TypeScript program for Node with the AWS SDK for JavaScript v3. */
export function toSdk(requests: readonly CodeRequest[], context: TextContext): string {
  const variables = findVariables(requests)
  const held = new Map<string, string>()
  const statements = requests.map((request, index) => {
    const { operation } = request
    const input = withoutToken(request.input)
    const client = clientName(request, context)
    const source = literal(describeMembers(operation, input), held, 1)
    const send = `await ${client}.send(\n  new ${operation}Command(${source}),\n)`
    const variable = variables.get(index)
    if (variable) {
      const path = variable.path.replaceAll('.', '!.').replaceAll('[', '![')
      held.set(variable.marker, variable.name)
      return `const ${variable.name} = (${send}).${path}!`
    }
    if (operation === 'CreateKeyPair') {
      const file = stringLiteral(keyFile(input))
      return `const key${index + 1} = ${send}\nawait writeFile(${file}, key${index + 1}.KeyMaterial ?? '', { mode: 0o400 })`
    }
    return index === requests.length - 1 ? `console.log(${send})` : send
  })
  return [imports(requests), makeClients(requests, context), ...statements].join('\n\n') + '\n'
}

function imports(requests: readonly CodeRequest[]): string {
  const lines = servicesOf(requests).map((service) => {
    const commands = requests
      .filter((request) => request.service === service)
      .map(({ operation }) => `${operation}Command`)
    const names = [...new Set([...commands, clients[service].client])].sort()
    const list = names.map((name) => `  ${name},\n`).join('')
    return `import {\n${list}} from '@aws-sdk/client-${service}'`
  })
  const keys = requests.some(({ operation }) => operation === 'CreateKeyPair')
  return [...(keys ? [`import { writeFile } from 'node:fs/promises'`] : []), ...lines].join('\n')
}

function makeClients(requests: readonly CodeRequest[], context: TextContext): string {
  const made = requests.map((request) => {
    const region = request.region ?? context.region
    const options = literal({ region, endpoint: context.endpointUrl }, new Map())
    const { client } = clients[request.service]
    return `const ${clientName(request, context)} = new ${client}(${options})`
  })
  return [...new Set(made)].join('\n')
}

/** `ec2`, or `ec2UsEast1` for another Region than the others'. */
function clientName({ service, region }: CodeRequest, context: TextContext): string {
  const { variable } = clients[service]
  if (region === undefined || region === context.region) return variable
  const words = region.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return variable + words.join('')
}

const servicesOf = (requests: readonly CodeRequest[]) => [
  ...new Set(requests.map(({ service }) => service)),
]

/** The input with what is no text to the SDK as the expression that makes it. */
function describeMembers(operation: string, input: object): object {
  const expressions = new Map<string, (value: string) => string>()
  for (const path of timeMembers[operation] ?? []) {
    expressions.set(path, (value) => `new Date(${stringLiteral(value)})`)
  }
  for (const path of byteMembers[operation] ?? []) {
    expressions.set(path, (value) => {
      const text = readableText(value)
      return text === undefined
        ? `Buffer.from(${stringLiteral(value)}, 'base64')`
        : `Buffer.from(${textLiteral(text)})`
    })
  }
  for (const path of encodedMembers[operation] ?? []) {
    expressions.set(path, (value) => {
      const text = readableText(value)
      return text === undefined
        ? stringLiteral(value)
        : `Buffer.from(${textLiteral(text)}).toString('base64')`
    })
  }
  const describe = (value: unknown, path: string): unknown => {
    const express = expressions.get(path)
    if (express && typeof value === 'string') return new Code(express(value))
    if (Array.isArray(value)) return value.map((item) => describe(item, path))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        describe(member, path === '' ? name : `${path}.${name}`),
      ]),
    )
  }
  return Object(describe(input, ''))
}

/** Source text to print as it is. */
class Code {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
}

type Held = ReadonlyMap<string, string>

/** A value as TypeScript prints it: bare keys, single quotes, trailing commas, two spaces a level. */
function literal(value: unknown, held: Held, depth = 0): string {
  if (value instanceof Code) return value.source
  if (typeof value === 'string') return heldLiteral(value, held)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = '  '.repeat(depth + 1)
  const outer = '  '.repeat(depth)
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object'))
      return `[${value.map((item) => literal(item, held, depth)).join(', ')}]`
    return `[\n${value.map((item) => `${inner}${literal(item, held, depth + 1)},\n`).join('')}${outer}]`
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const lines = members.map(
    ([key, member]) => `${inner}${keyOf(key)}: ${literal(member, held, depth + 1)},\n`,
  )
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${outer}}`
}

const keyOf = (key: string) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : stringLiteral(key))

/** A text in which what an earlier request made is that request's variable. */
function heldLiteral(value: string, held: Held): string {
  const whole = held.get(value)
  if (whole !== undefined) return whole
  const parts = [...held].filter(([marker]) => value.includes(marker))
  if (parts.length === 0) return stringLiteral(value)
  let template = escapeTemplate(value)
  for (const [marker, name] of parts) {
    template = template.replaceAll(escapeTemplate(marker), `\${${name}}`)
  }
  return `\`${template}\``
}

function stringLiteral(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}

/** A carriage return would become a line feed in a template, so such texts stay ordinary strings. */
function textLiteral(text: string): string {
  if (!text.includes('\n') || text.includes('\r')) return stringLiteral(text)
  return `\`${escapeTemplate(text)}\``
}

const escapeTemplate = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')
