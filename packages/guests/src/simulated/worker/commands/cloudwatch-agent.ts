import { rootCredentials } from '../vfs/inode.ts'
import { options, type Call, type Program } from './call.ts'

export const cloudWatchAgent = '/opt/aws/amazon-cloudwatch-agent'

const root = rootCredentials
const unit = 'amazon-cloudwatch-agent'
const log = `${cloudWatchAgent}/logs/amazon-cloudwatch-agent.log`

/** `amazon-cloudwatch-agent-ctl`: takes configurations, starts and stops the agent. It runs, and says in its log that it sends nothing. */
const control: Program = async (call) => {
  if (call.cred.uid !== 0)
    return call.err('****** Need to be root to run this command ******\n').then(() => 1)
  const { flags } = options(call.args, 'amco')
  switch (flags.get('a')) {
    case 'fetch-config':
    case 'append-config': {
      const status = await fetchConfig(call, flags.get('c') ?? 'default')
      return status !== 0 || !flags.has('s') ? status : start(call)
    }
    case 'start':
      return start(call)
    case 'stop':
      return call.run(['systemctl', 'stop', unit])
    case 'status': {
      const status = call.machine.units.running(unit) ? 'running' : 'stopped'
      const configured = isConfigured(call) ? 'configured' : 'not configured'
      await call.out(
        `{\n  "status": "${status}",\n  "starttime": "",\n  "configstatus": "${configured}",\n  "version": "1.300059.1"\n}\n`,
      )
      return 0
    }
    default:
      await call.err(
        'usage:  amazon-cloudwatch-agent-ctl -a\n            stop|start|status|fetch-config|append-config\n            [-m ec2|onPremise|onPrem|auto]\n            [-c default|ssm:<parameter-store-name>|file:<file-path>]\n            [-s]\n',
      )
      return 1
  }
}

function isConfigured(call: Call): boolean {
  return call.vfs.list(`${cloudWatchAgent}/etc/amazon-cloudwatch-agent.d`, root).length > 0
}

async function start(call: Call): Promise<number> {
  if (!isConfigured(call)) {
    await call.err('amazon-cloudwatch-agent is not configured. Run -a fetch-config first.\n')
    return 1
  }
  const status = await call.run(['systemctl', 'restart', unit])
  const at = new Date(call.machine.outside.now()).toISOString().slice(0, 19)
  await call.vfs.appendFile(
    log,
    `${at}Z I! Simulated guest: the configuration was read; metrics and logs are not sent to CloudWatch.\n`,
    root,
  )
  return status
}

async function fetchConfig(call: Call, from: string): Promise<number> {
  await call.out('****** processing amazon-cloudwatch-agent ******\n')
  const [kind, place = ''] = from.split(/:(.*)/s)
  let text: string
  if (kind === 'default') text = '{}'
  else if (kind === 'file') {
    const found = await call.vfs.readText(call.absolute(place), root).catch(() => undefined)
    if (found === undefined)
      return call
        .err(`E! Fail to fetch the config, error: open ${place}: no such file or directory\n`)
        .then(() => 1)
    text = found
  } else
    return call
      .err('E! Fail to fetch the config: parameters are not read in a simulated guest, use file:\n')
      .then(() => 1)
  try {
    JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    return call
      .err(
        `E! Failed to parse the configuration: ${reason}\nConfiguration validation first phase failed.\n`,
      )
      .then(() => 1)
  }
  const name = `${kind}_${place.split('/').at(-1) || 'config.json'}`
  call.vfs.makeDirectories(`${cloudWatchAgent}/etc/amazon-cloudwatch-agent.d`, root)
  call.vfs.writeFile(`${cloudWatchAgent}/etc/amazon-cloudwatch-agent.d/${name}`, text, root)
  await call.out(
    `Successfully fetched the config and saved in ${cloudWatchAgent}/etc/amazon-cloudwatch-agent.d/${name}.tmp\nStart configuration validation...\nConfiguration validation first phase succeeded\nConfiguration validation second phase succeeded\nConfiguration validation succeeded\n`,
  )
  return 0
}

export const cloudWatchPrograms = {
  'cloudwatch-agent-ctl': control,
} satisfies Readonly<Record<string, Program>>
