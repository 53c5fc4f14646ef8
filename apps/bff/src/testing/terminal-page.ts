/** For tests: an instance that a terminal can be opened in, and what a page makes of that terminal. */
import { once } from 'node:events'
import { DescribeImagesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2'
import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam'
import type { Terminal, TerminalNotice } from '@brume/console-api'
import type { TestCloud } from '@brume/test-kit'
import type { WebSocket } from 'ws'
import type { Tab } from './test-console.ts'

export const size = { cols: 100, rows: 30 }

/** Makes the instance profile `web`, whose role lets Session Manager in. */
export async function makeSessionProfile(cloud: TestCloud): Promise<void> {
  const iam = cloud.iam()
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  }
  await iam.send(
    new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  )
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'web', PolicyArn }))
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'web' }))
  await iam.send(
    new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'web' }),
  )
}

/** Launches Amazon Linux with the profile `web` and lets it boot. Returns its id. */
export async function launchWithProfile(cloud: TestCloud): Promise<string> {
  const ec2 = cloud.ec2()
  const { Images = [] } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
    }),
  )
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      IamInstanceProfile: { Name: 'web' },
    }),
  )
  await cloud.advance('1m')
  return Instances[0]?.InstanceId ?? ''
}

export async function openTerminal(tab: Tab, instanceId: string): Promise<Terminal> {
  const reply = await tab.post('/api/embedded/ap-northeast-2/terminals', {
    instanceId,
    kind: 'session-manager',
    ...size,
  })
  if (reply.status !== 201) throw new Error(`no terminal: ${reply.status} ${reply.text}`)
  return JSON.parse(reply.text)
}

/** Keeps the end of what came, counts all of it, and acknowledges as it comes. */
export class TerminalPage {
  readonly #socket: WebSocket
  readonly notices: TerminalNotice[] = []
  /** The newest 64 KiB. */
  text = ''
  bytes = 0
  closeCode: number | undefined
  #changed = () => {}

  static async open(tab: Tab, terminal: Terminal): Promise<TerminalPage> {
    const socket = tab.open(`/terminals/${terminal.id}`)
    const page = new TerminalPage(socket)
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'size', ...size }))
    return page
  }

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('close', (code) => {
      this.closeCode = code
      this.#changed()
    })
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        this.bytes += data.length
        this.text = (this.text + data.toString()).slice(-65_536)
        socket.send(JSON.stringify({ type: 'ack', bytes: data.length }))
      } else this.notices.push(JSON.parse(data.toString()))
      this.#changed()
    })
  }

  type(text: string): void {
    this.#socket.send(Buffer.from(text))
  }

  /** Resolves once something is so; looks whenever something came. */
  until(isSo: (page: TerminalPage) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = () => {
        if (!isSo(this)) return
        this.#changed = () => {}
        resolve()
      }
      this.#changed()
    })
  }

  drop(): void {
    this.#socket.terminate()
  }
}
