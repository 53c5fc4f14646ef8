import { keyFileName } from '@brume/console-api'
import type { LaunchForm } from './form.ts'
import { planLaunch } from './plan.ts'
import { NEW_GROUP_ID } from './run-instances.ts'
import type { TextContext } from './text-context.ts'

/** The launch as a TypeScript program for Node with the AWS SDK for JavaScript v3. */
export function toSdk(form: LaunchForm, context: TextContext): string {
  const plan = planLaunch(form)
  const commands = [
    plan.permissions && 'AuthorizeSecurityGroupIngressCommand',
    plan.keyPair && 'CreateKeyPairCommand',
    plan.securityGroup && 'CreateSecurityGroupCommand',
    'EC2Client',
    'RunInstancesCommand',
  ].filter((name) => name !== undefined)
  const head: string[] = []
  if (plan.keyPair) head.push(`import { writeFile } from 'node:fs/promises'`)
  head.push(
    `import {\n${commands.map((name) => `  ${name},\n`).join('')}} from '@aws-sdk/client-ec2'`,
  )
  const parts = [head.join('\n'), client(context)]
  if (plan.keyPair) {
    const file = literal(keyFileName(plan.keyPair.KeyName, plan.keyPair.KeyFormat))
    parts.push(
      `const key = await ec2.send(\n  new CreateKeyPairCommand(${literal(plan.keyPair, 1)}),\n)\n` +
        `await writeFile(${file}, key.KeyMaterial ?? '', { mode: 0o400 })`,
    )
  }
  if (plan.securityGroup)
    parts.push(
      `const group = await ec2.send(\n  new CreateSecurityGroupCommand(${literal(plan.securityGroup, 1)}),\n)`,
    )
  if (plan.permissions) {
    const input = { GroupId: NEW_GROUP_ID, IpPermissions: plan.permissions }
    parts.push(
      `await ec2.send(\n  new AuthorizeSecurityGroupIngressCommand(${literal(input, 1)}),\n)`,
    )
  }
  parts.push(
    `const launch = await ec2.send(\n  new RunInstancesCommand(${runInstances(form)}),\n)\n` +
      `console.log(launch.Instances?.map((instance) => instance.InstanceId).join('\\n'))`,
  )
  return parts.join('\n\n') + '\n'
}

function client(context: TextContext): string {
  const options = { region: context.region, endpoint: context.endpointUrl }
  return `const ec2 = new EC2Client(${literal(options)})`
}

/** The SDK sends user data as it is given, so a readable text is encoded by the program itself. */
function runInstances(form: LaunchForm): string {
  const input = planLaunch(form).instances({})
  if (input.UserData === undefined || form.advanced.userDataIsBase64)
    return literal(dated(input), 1)
  const text = templateLiteral(form.advanced.userData)
  const encoded = new Code(`Buffer.from(${text}).toString('base64')`)
  return literal({ ...dated(input), UserData: encoded }, 1)
}

/** The SDK takes times as dates and silently drops texts. */
function dated(input: ReturnType<ReturnType<typeof planLaunch>['instances']>): object {
  const spot = input.InstanceMarketOptions?.SpotOptions
  if (spot?.ValidUntil === undefined) return input
  const ValidUntil = new Code(`new Date(${literal(spot.ValidUntil)})`)
  return {
    ...input,
    InstanceMarketOptions: {
      ...input.InstanceMarketOptions,
      SpotOptions: { ...spot, ValidUntil },
    },
  }
}

/** Source text to print as it is. */
class Code {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
}

/** A value as TypeScript prints it: bare keys, single quotes, trailing commas, two spaces a level. */
function literal(value: unknown, depth = 0): string {
  if (value instanceof Code) return value.source
  if (value === NEW_GROUP_ID) return 'group.GroupId!'
  if (typeof value === 'string') return stringLiteral(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = '  '.repeat(depth + 1)
  const outer = '  '.repeat(depth)
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object'))
      return `[${value.map((item) => literal(item, depth)).join(', ')}]`
    return `[\n${value.map((item) => `${inner}${literal(item, depth + 1)},\n`).join('')}${outer}]`
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const lines = members.map(([key, member]) => `${inner}${key}: ${literal(member, depth + 1)},\n`)
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${outer}}`
}

function stringLiteral(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}

/** A carriage return would become a line feed in a template, so such texts stay ordinary strings. */
function templateLiteral(text: string): string {
  if (!text.includes('\n') || text.includes('\r')) return stringLiteral(text)
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')
  return `\`${escaped}\``
}
