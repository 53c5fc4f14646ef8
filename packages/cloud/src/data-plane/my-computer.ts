import { createChance } from '@brume/clock'
import type {
  Guest,
  GuestDriver,
  GuestEvent,
  GuestHost,
  GuestProcess,
  GuestSpec,
  Terminal,
  TerminalOptions,
} from '@brume/guests'
import type { Engine } from '../engine/engine.ts'
import type { Fabric } from './fabric/fabric.ts'

/**
 * A laptop on the Internet side for each account, with the account's "My IP": from it everything of the lecture can be typed word
 * for word, whatever the real computer is. It is there when it is first used.
 */
export interface MyComputer {
  openTerminal(account: string, options: Omit<TerminalOptions, 'user'>): Promise<Terminal>
  /** Puts a file into `~/Downloads` as a browser does: readable by everyone, an older one of the name kept. */
  download(account: string, name: string, bytes: Uint8Array): Promise<void>
  close(): void
}

export interface MyComputerOptions {
  readonly engine: Engine
  readonly driver: GuestDriver
  readonly fabric: Fabric
  readonly onError: (error: unknown) => void
}

/** Its disk's key; beside those of the account's volumes. */
export function myComputerDisk(account: string): string {
  return `${account}/my-computer/disk`
}

const user = 'student'
const diskGiB = 64
/** `my-key.pem`, and where that exists `my-key (1).pem`. */
const saveScript = `umask 022; mkdir -p ~/Downloads; cd ~/Downloads
file="$0"; count=0
while [ -e "$file" ]; do
  count=$((count + 1)); file="\${0%.*} ($count).\${0##*.}"
done
cat > "$file"`
/** It has been on for a while when somebody sits down at it. */
const onSinceMs = 3_600_000

export function createMyComputer({
  engine,
  driver,
  fabric,
  onError,
}: MyComputerOptions): MyComputer {
  const guests = new Map<string, Promise<Guest>>()
  /** Disks that are being dropped: a new laptop waits for it. */
  const resets = new Map<string, Promise<void>>()
  const stopFollowing = engine.onReset((account) => {
    const done = reset(account).finally(() => resets.delete(account))
    resets.set(account, done)
  })

  function guestOf(account: string): Promise<Guest> {
    let guest = guests.get(account)
    if (!guest) {
      guest = start(account)
      guests.set(account, guest)
      guest.catch(() => guests.delete(account))
    }
    return guest
  }

  async function start(account: string): Promise<Guest> {
    await resets.get(account)
    const disk = myComputerDisk(account)
    if (!driver.disks.hasVolume(disk)) {
      driver.disks.createVolume(disk, diskGiB, {
        kind: 'distribution',
        distribution: 'laptop',
        architecture: 'x86_64',
      })
    }
    const { clock, seed } = engine.world(account)
    const origin = fabric.myComputer(account)
    const host: GuestHost = {
      clock,
      chance: createChance(`${seed}/${account}/my-computer`),
      fetch: async () => ({ unreachable: 'no-route' }),
      connect: (request) => fabric.connect(fabric.myComputer(account), request),
      send: async (datagram) =>
        fabric.send(fabric.myComputer(account), datagram, (answer) => {
          void guests.get(account)?.then((guest) => guest.receive(answer))
        }),
      resolve: async (name, server) => fabric.resolve(fabric.myComputer(account), name, server),
      ping: async (address) => fabric.ping(fabric.myComputer(account), address),
      trace: async (address) => fabric.trace(fabric.myComputer(account), address),
      on: (event) => follow(account, event),
    }
    return driver.start(specOf(account, origin.address, clock.now() - onSinceMs), host)
  }

  /** What the laptop does of itself: one that is shut down or has failed is switched on again by its next use. */
  function follow(account: string, event: GuestEvent): void {
    if (event.type !== 'power' && event.type !== 'failed') return
    const guest = guests.get(account)
    if (event.type === 'power' && event.action === 'reboot') {
      guest?.then((running) => running.reboot()).catch(onError)
      return
    }
    guests.delete(account)
    guest?.then((running) => running.stop({ force: event.type === 'failed' })).catch(onError)
  }

  async function reset(account: string): Promise<void> {
    const guest = guests.get(account)
    guests.delete(account)
    // One that never started has nothing to drop.
    const running = await guest?.catch(() => undefined)
    running?.discard()
    driver.disks.deleteVolume(myComputerDisk(account))
  }

  return {
    openTerminal: async (account, options) =>
      (await guestOf(account)).openTerminal({ ...options, user }),
    async download(account, name, bytes) {
      if (!/^[^/\0]{1,255}$/.test(name) || name === '.' || name === '..') {
        throw new Error('A file name has no slash and at most 255 characters.')
      }
      const guest = await guestOf(account)
      const argv = ['sh', '-c', saveScript, name]
      await feed(await guest.execute({ user, argv }), bytes)
    },
    close: stopFollowing,
  }
}

async function feed(process: GuestProcess, bytes: Uint8Array): Promise<void> {
  process.stdout.resume()
  const complaint: Buffer[] = []
  process.stderr.on('data', (part: Buffer) => complaint.push(part))
  process.stdin.end(bytes)
  const { code } = await process.exit
  if (code !== 0) throw new Error(Buffer.concat(complaint).toString().trim() || `exit code ${code}`)
}

function specOf(account: string, address: string, bootedAt: number): GuestSpec {
  return {
    account,
    region: 'my-computer',
    instanceId: 'my-computer',
    distribution: 'laptop',
    architecture: 'x86_64',
    instanceType: 'laptop',
    vcpus: 4,
    memoryMiB: 16_384,
    hostname: 'my-computer',
    interfaces: [
      { macAddress: '3c:22:fb:10:20:30', privateIp: address, subnetCidr: `${address}/24` },
    ],
    disks: [
      { volumeId: myComputerDisk(account), deviceName: '/dev/sda', root: true, sizeGiB: diskGiB },
    ],
    firstBoot: false,
    mode: 'resume',
    bootedAt,
    sshKeys: [],
  }
}
