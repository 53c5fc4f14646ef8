import { collection, type Stored } from '../../engine/collection.ts'
import type { Engine } from '../../engine/engine.ts'
import { contains, isPrivate, parseAddress, parseBlock } from '../../network/address.ts'
import { internetBlocks } from '../internet/addresses.ts'

interface MyAddressRecord extends Stored {
  /** The only one has this id. */
  readonly id: 'mine'
  readonly address: string
}

/** Whence the computer that Brume runs on reaches an account's instances: "My IP". */
const myAddresses = collection<MyAddressRecord>({ name: 'network/my-address', scope: 'account' })

/** Out of TEST-NET-3 (RFC 5737), which the Internet does not route. */
const defaultAddress = '203.0.113.10'
const anyRegion = 'us-east-1'

export function readMyAddress(engine: Engine, account: string): string {
  const record = engine.peek({ account, region: anyRegion }, myAddresses, 'mine')
  return record?.address ?? defaultAddress
}

/** Why the address will not do; undefined when it was set. */
export function setMyAddress(engine: Engine, account: string, address: string): string | undefined {
  const value = parseAddress(address)
  if (typeof value !== 'number') return 'Give an IPv4 address such as 203.0.113.10.'
  const taken = takenBlocks.find((block) => contains(block, value))
  if (isPrivate(value) || taken) {
    return `${address} is not an address that a computer on the Internet can have here${
      taken ? `: ${taken.text} has another use` : ''
    }.`
  }
  engine.transact({ account, region: anyRegion }, (ctx) =>
    ctx.db.put(myAddresses, { id: 'mine', address }),
  )
  return undefined
}

/** This network, loopback, link-local, instances, multicast and above; and the virtual Internet's own. */
const takenBlocks = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  ...internetBlocks,
]
  .map(parseBlock)
  .filter((block) => block !== undefined)
