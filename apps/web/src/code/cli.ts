import { keyFileName, type ServiceName } from '@brume/console-api'
import { quoteWithVariables, quoteWord } from '../lib/shell-quote.ts'
import {
  encodedMembers,
  findVariables,
  readableText,
  withoutToken,
  type CodeRequest,
  type TextContext,
} from './request.ts'

/** The requests as AWS CLI commands for bash; what one makes and another names is a shell variable. */
export function toCli(requests: readonly CodeRequest[], context: TextContext): string {
  const variables = findVariables(requests)
  const held = new Map<string, string>()
  const commands = requests.map((request, index) => {
    const options = optionsOf(request, held)
    const variable = variables.get(index)
    if (variable) {
      held.set(variable.marker, shellName(variable.name))
      options.push(`--query ${quoteWord(variable.path)}`, '--output text')
      return `${shellName(variable.name)}=$(${command(request, options, context)})`
    }
    return request.operation === 'CreateKeyPair'
      ? savedKey(request, options, context)
      : command(request, options, context)
  })
  return commands.join('\n\n') + '\n'
}

/** `vpcId2` is `VPC_ID_2`. */
function shellName(name: string): string {
  return optionName(name.replace(/(\d+)$/, '-$1'))
    .replaceAll('-', '_')
    .toUpperCase()
}

/** A private key is told once: it goes into a file that only its owner reads. */
function savedKey(request: CodeRequest, options: readonly string[], context: TextContext): string {
  const file = quoteWord(keyFile(request.input))
  const text = command(request, [...options, '--query KeyMaterial', '--output text'], context)
  return `${text} > ${file}\nchmod 400 ${file}`
}

/** Where a text saves the private key of a CreateKeyPair. */
export function keyFile(input: object): string {
  const { KeyName, KeyFormat }: { KeyName?: unknown; KeyFormat?: unknown } = { ...input }
  return keyFileName(String(KeyName), KeyFormat === 'ppk' ? 'ppk' : 'pem')
}

type Held = ReadonlyMap<string, string>

function optionsOf(request: CodeRequest, held: Held): string[] {
  const { operation } = request
  const input = withoutToken(request.input)
  const { MinCount, MaxCount, ...members }: Record<string, unknown> = { ...input }
  if (operation !== 'RunInstances') return allOptions(request, input, held)
  const options = allOptions(request, members, held)
  const range = [...new Set([MinCount, MaxCount])].map(String)
  const count = range.join(':')
  // After the image, type and key, as people write it.
  const lead = ['ImageId', 'InstanceType', 'KeyName'].filter((name) => members[name]).length
  options.splice(lead, 0, `--count ${count}`)
  return options
}

function allOptions(request: CodeRequest, input: object, held: Held): string[] {
  const loaded: Record<string, string> = {}
  const options = Object.entries(input).flatMap(([member, value]) => {
    if (value === undefined) return []
    if (typeof value === 'string' && isLoaded(value) && !isBase64(request, member)) {
      loaded[member] = value
      return []
    }
    return option(request, member, value, held)
  })
  if (Object.keys(loaded).length > 0) options.push(`--cli-input-json ${json(loaded, held)}`)
  return options
}

/** What the CLI would take for the address of a file or a page to read the value from. */
const isLoaded = (value: string) => /^(fileb?|https?):\/\//.test(value)

const isBase64 = ({ operation }: CodeRequest, member: string) =>
  (encodedMembers[operation] ?? []).includes(member) || isBytes(operation, member)

const isBytes = (operation: string, member: string) =>
  operation === 'ImportKeyPair' && member === 'PublicKeyMaterial'

function option(
  { operation }: CodeRequest,
  member: string,
  value: unknown,
  held: Held,
): string | string[] {
  const name = optionName(member)
  if (typeof value === 'boolean') return `--${value ? name : (refusals[member] ?? `no-${name}`)}`
  if (typeof value === 'string') {
    if (isBytes(operation, member)) return `--${name} ${bytes(value)}`
    if ((encodedMembers[operation] ?? []).includes(member)) {
      // The CLI encodes the text itself; a shell variable cannot carry every byte.
      const text = readableText(value)
      return text === undefined || isLoaded(text)
        ? `--${name} ${bytes(value)}`
        : pair(name, text, held)
    }
    return pair(name, value, held)
  }
  if (operation === 'ModifyInstanceAttribute' && member === 'UserData') {
    // Bytes inside a structure are read differently by the CLI's two versions; the attribute's plain form is not.
    const { Value }: { Value?: unknown } = { ...Object(value) }
    return ['--attribute userData', pair('value', String(Value ?? ''), held)]
  }
  if (Array.isArray(value)) {
    const words = value.every((item) => typeof item === 'string' && isPlainWord(item))
    if (words && value.length > 0) {
      return `--${name} ${value.map((item) => quote(String(item), held)).join(' ')}`
    }
  }
  if (typeof value === 'object') return `--${name} ${json(value, held)}`
  return pair(name, String(value), held)
}

/** A list whose first word looks like JSON, an option or a file would be read as that. */
const isPlainWord = (item: string) => item !== '' && !/^[-[{"]/.test(item) && !isLoaded(item)

/** The option that says no, where it is not called `--no-…`. */
const refusals: Readonly<Record<string, string>> = {
  NoReboot: 'reboot',
  Egress: 'ingress',
  DisableApiTermination: 'enable-api-termination',
}

const bytes = (base64: string) => `fileb://<(base64 -d <<< ${quoteWord(base64)})`

/** `ImageId` is `image-id`: botocore's `xform_name`, which gives the CLI its names. */
export function optionName(member: string): string {
  return member
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
}

/** The services that the CLI calls by another name. */
const commandNames: Partial<Record<ServiceName, string>> = {
  'elastic-load-balancing-v2': 'elbv2',
  'auto-scaling': 'autoscaling',
  'cost-explorer': 'ce',
}

function command(
  { service, operation, region }: CodeRequest,
  options: readonly string[],
  context: TextContext,
): string {
  const target = [`--region ${quoteWord(region ?? context.region)}`]
  if (context.endpointUrl !== undefined) {
    target.push(`--endpoint-url ${quoteWord(context.endpointUrl)}`)
  }
  return [
    `aws ${commandNames[service] ?? service} ${optionName(operation)}`,
    ...options,
    ...target,
  ].join(' \\\n  ')
}

function json(value: unknown, held: Held): string {
  return quote(JSON.stringify(value), held)
}

/** An option with its value; one that begins with a dash must be joined, or the CLI reads it as an option of its own. */
function pair(name: string, value: string, held: Held): string {
  return `--${name}${value.startsWith('-') ? '=' : ' '}${quote(value, held)}`
}

function quote(value: string, held: Held): string {
  return quoteWithVariables(value, held)
}
