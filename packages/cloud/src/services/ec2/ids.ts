import type { Chance } from '@brume/clock'

/** `vpc-0` and 16 more hexadecimal digits: the long form that AWS gives to every resource of EC2. */
export function newId(chance: Chance, prefix: string): string {
  return `${prefix}-0${chance.hex(16)}`
}
