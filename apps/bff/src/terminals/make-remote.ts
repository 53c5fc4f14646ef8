import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { makeEd25519Pair } from '@brume/cloud'
import type { TerminalTarget } from '@brume/console-api'
import { ClientSession, systemClock } from '@brume/session-channel'
import type { OpenConnection } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { loadSdk } from '../sdk/modules.ts'
import type { MakeRemote } from './remote-terminal.ts'
import { GuestTerminal } from './guest-terminal.ts'
import { sessionCalls, type SessionCalls } from './session-calls.ts'
import { SshTerminal, type SshTarget } from './ssh-terminal.ts'

const connectTimeoutMs = 15_000
const sshPort = 22

/** What leads to the far end, by the kind of terminal that was asked for. */
export function makeRemote(
  connection: OpenConnection,
  region: string,
  asked: TerminalTarget,
  cloud: EmbeddedCloud | undefined,
): MakeRemote {
  const embedded =
    cloud && connection.account !== undefined ? { cloud, account: connection.account } : undefined
  switch (asked.kind) {
    case 'session-manager':
      return overSessionManager(
        sessionCalls(connection, region, asked.instanceId, asked.reason),
        asked.instanceId,
      )
    case 'instance-connect': {
      const target = instanceConnect(connection, region, asked, embedded)
      return (size, events) => new SshTerminal(target, size, events)
    }
    case 'serial-console': {
      const push = (publicKey: string) =>
        pushSerialKey(connection, region, asked.instanceId, publicKey)
      if (!embedded) {
        const target = serialConsole(region, asked.instanceId, push)
        return (size, events) => new SshTerminal(target, size, events)
      }
      const { cloud, account } = embedded
      return (size, events) =>
        new GuestTerminal(
          async (options) => {
            // The call that opens the way on AWS is also what refuses it here.
            const { default: ssh2 } = await import('ssh2')
            await push(makeEd25519Pair(ssh2.utils).public)
            return cloud.openSerialConsole(account, region, asked.instanceId, options)
          },
          size,
          events,
        )
    }
    case 'my-computer': {
      if (!embedded) {
        throw refuse(400, 'BadRequest', 'My computer belongs to the embedded cloud only.', {
          hint: 'bad-request',
        })
      }
      const { cloud, account } = embedded
      return (size, events) =>
        new GuestTerminal((options) => cloud.openMyComputer(account, options), size, events)
    }
  }
}

export function overSessionManager(calls: SessionCalls, instanceId: string): MakeRemote {
  return (size, events) =>
    Object.assign(
      new ClientSession({ clock: systemClock, target: instanceId, size, ...calls, events }),
      { idleTimeoutMs: () => calls.idleTimeoutMs() },
    )
}

function instanceConnect(
  connection: OpenConnection,
  region: string,
  { instanceId, osUser = 'ec2-user' }: TerminalTarget & { kind: 'instance-connect' },
  embedded: { readonly cloud: EmbeddedCloud; readonly account: string } | undefined,
): SshTarget {
  let zone: string | undefined
  return {
    user: osUser,
    async dial() {
      const [ec2, { DescribeInstancesCommand }] = await Promise.all([
        connection.clients.client('ec2', region),
        loadSdk('ec2'),
      ])
      const { Reservations = [] } = await ec2.send(
        new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
      )
      const instance = Reservations[0]?.Instances?.[0]
      zone = instance?.Placement?.AvailabilityZone
      const address = instance?.PublicIpAddress
      if (address === undefined) {
        throw refuse(
          504,
          'InstanceUnreachable',
          'The instance has no public IPv4 address, so EC2 Instance Connect cannot reach it.',
        )
      }
      if (!embedded) return dialTcp(address, sshPort)
      const socket = await embedded.cloud.connectFromInstanceConnect(
        embedded.account,
        region,
        address,
        sshPort,
      )
      if (!('unreachable' in socket)) return socket
      throw unreachable(socket.unreachable === 'refused', address)
    },
    async pushKey(publicKey) {
      const [client, { SendSSHPublicKeyCommand }] = await Promise.all([
        connection.clients.client('ec2-instance-connect', region),
        loadSdk('ec2-instance-connect'),
      ])
      await client.send(
        new SendSSHPublicKeyCommand({
          InstanceId: instanceId,
          InstanceOSUser: osUser,
          SSHPublicKey: publicKey,
          AvailabilityZone: zone,
        }),
      )
    },
  }
}

/** AWS's own SSH front before the serial ports of a Region. */
function serialConsole(
  region: string,
  instanceId: string,
  pushKey: (publicKey: string) => Promise<unknown>,
): SshTarget {
  return {
    user: `${instanceId}.port0`,
    pushKey,
    dial: () => dialTcp(`serial-console.ec2-instance-connect.${region}.aws`, sshPort),
  }
}

async function pushSerialKey(
  connection: OpenConnection,
  region: string,
  instanceId: string,
  publicKey: string,
): Promise<void> {
  const [client, { SendSerialConsoleSSHPublicKeyCommand }] = await Promise.all([
    connection.clients.client('ec2-instance-connect', region),
    loadSdk('ec2-instance-connect'),
  ])
  await client.send(
    new SendSerialConsoleSSHPublicKeyCommand({
      InstanceId: instanceId,
      SerialPort: 0,
      SSHPublicKey: publicKey,
    }),
  )
}

function dialTcp(host: string, port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    socket.setTimeout(connectTimeoutMs, () => {
      socket.destroy()
      reject(unreachable(false, host))
    })
    socket.once('error', () => reject(unreachable(true, host)))
    socket.once('connect', () => {
      socket.setTimeout(0)
      resolve(socket)
    })
  })
}

function unreachable(refused: boolean, host: string): Error {
  return refuse(
    504,
    'InstanceUnreachable',
    refused
      ? `Nobody listens on port ${sshPort} of ${host}. Check that sshd runs in the instance.`
      : `Port ${sshPort} of ${host} does not answer. Check that a security group lets EC2 Instance Connect's addresses in, and the route to the subnet.`,
  )
}
