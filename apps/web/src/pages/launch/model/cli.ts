import { keyFileName } from '@brume/console-api'
import type { LaunchForm } from './form.ts'
import { planLaunch } from './plan.ts'
import { NEW_GROUP_ID, type RunInstancesInput } from './run-instances.ts'
import { quoteWithVariable, quoteWord } from '../../../lib/shell-quote.ts'
import type { TextContext } from './text-context.ts'

const GROUP_VARIABLE = 'SECURITY_GROUP_ID'

/** The launch as AWS CLI commands for a POSIX shell: the steps before it, then `run-instances`. */
export function toCli(form: LaunchForm, context: TextContext): string {
  const plan = planLaunch(form)
  const commands: string[] = []
  if (plan.keyPair) {
    const file = quoteWord(keyFileName(plan.keyPair.KeyName, plan.keyPair.KeyFormat))
    const options = [
      pair('key-name', plan.keyPair.KeyName),
      `--key-type ${plan.keyPair.KeyType}`,
      `--key-format ${plan.keyPair.KeyFormat}`,
      '--query KeyMaterial',
      '--output text',
    ]
    const create = command('create-key-pair', options, context)
    commands.push(`${create} > ${file}\nchmod 400 ${file}`)
  }
  if (plan.securityGroup) {
    const { GroupName, Description, VpcId } = plan.securityGroup
    const options = [pair('group-name', GroupName), pair('description', Description)]
    if (VpcId !== undefined) options.push(`--vpc-id ${quoteWord(VpcId)}`)
    options.push('--query GroupId', '--output text')
    const create = command('create-security-group', options, context)
    commands.push(`${GROUP_VARIABLE}=$(${create})`)
  }
  if (plan.permissions) {
    const options = [
      `--group-id "$${GROUP_VARIABLE}"`,
      `--ip-permissions ${json(plan.permissions)}`,
    ]
    commands.push(command('authorize-security-group-ingress', options, context))
  }
  const input = plan.instances({})
  commands.push(command('run-instances', runInstancesOptions(input, form), context))
  return commands.join('\n\n') + '\n'
}

function runInstancesOptions(input: RunInstancesInput, form: LaunchForm): string[] {
  const { MinCount, MaxCount, UserData, ...members } = input
  const count = MinCount === MaxCount ? String(MinCount) : `${MinCount}:${MaxCount}`
  const options = Object.entries(members).flatMap(([member, value]) =>
    value === undefined ? [] : [option(member, value)],
  )
  // After the image, type and key, as people write it.
  const lead = [input.ImageId, input.InstanceType, input.KeyName].filter((part) => part).length
  options.splice(lead, 0, `--count ${count}`)
  if (UserData !== undefined) options.push(userDataOption(form, UserData))
  return options
}

function option(member: string, value: unknown): string {
  const name = toOptionName(member)
  if (typeof value === 'boolean') return value ? `--${name}` : `--no-${name}`
  if (typeof value === 'string') return pair(name, value)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return `--${name} ${value.map(quote).join(' ')}`
  return `--${name} ${json(value)}`
}

/**
 * The CLI encodes the text itself. What is base64 already goes in as bytes, since encoding it twice would break it and a shell
 * variable cannot carry every byte.
 */
function userDataOption(form: LaunchForm, encoded: string): string {
  if (form.advanced.userDataIsBase64)
    return `--user-data fileb://<(base64 -d <<< ${quoteWord(encoded)})`
  return pair('user-data', form.advanced.userData)
}

/** `ImageId` is `--image-id`, `DisableApiStop` is `--disable-api-stop`. */
function toOptionName(member: string): string {
  return member.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
}

function command(name: string, options: readonly string[], context: TextContext): string {
  const target = [`--region ${quoteWord(context.region)}`]
  if (context.endpointUrl !== undefined)
    target.push(`--endpoint-url ${quoteWord(context.endpointUrl)}`)
  return [`aws ec2 ${name}`, ...options, ...target].join(' \\\n  ')
}

function json(value: unknown): string {
  return quote(JSON.stringify(value))
}

/** An option with its value; one that begins with a dash must be joined, or the CLI reads it as an option of its own. */
function pair(name: string, value: string): string {
  return `--${name}${value.startsWith('-') ? '=' : ' '}${quote(value)}`
}

function quote(value: string): string {
  return quoteWithVariable(value, NEW_GROUP_ID, GROUP_VARIABLE)
}
