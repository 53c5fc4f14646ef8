import { Refusal } from '../../refusal.ts'
import { registry } from '../registry.ts'
import type { CallPattern } from './fault.ts'
import { textIn, type FaultWish } from './wish.ts'

/** What services are called by clients, where that is not the name of their SDK package. */
const otherNames: Readonly<Record<string, string>> = {
  autoscaling: 'auto-scaling',
  elbv2: 'elastic-load-balancing-v2',
  elasticloadbalancing: 'elastic-load-balancing-v2',
  monitoring: 'cloudwatch',
  servicequotas: 'service-quotas',
}

export const patternMembers = ['service', 'operation'] as const

/** `{"service": "ec2", "operation": "Describe*"}`; `*` where nothing is said. */
export function readPattern(wish: FaultWish): CallPattern {
  const { service: typed = '*', operation = '*' } = wish
  const named = textIn({ service: typed }, 'service', 'a service')
  const service = otherNames[named] ?? named
  const pattern = { service, operation: textIn({ operation }, 'operation', 'an operation') }
  const known = Object.entries(registry).some(([name, operations]) =>
    [...operations.keys()].some((each) => matchesCall(pattern, { service: name, operation: each })),
  )
  if (!known) {
    const services = Object.keys(registry).join(', ')
    throw new Refusal(
      `No operation of this cloud is meant by service "${named}" and operation "${pattern.operation}"; services are ${services}.`,
    )
  }
  return pattern
}

export function matchesCall(
  pattern: CallPattern,
  call: { readonly service: string; readonly operation: string },
): boolean {
  return matches(pattern.service, call.service) && matches(pattern.operation, call.operation)
}

/** `*` stands for any part. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*')
  const [first = '', ...rest] = parts
  if (rest.length === 0) return pattern === text
  const last = rest.pop() ?? ''
  if (!text.startsWith(first) || text.length < first.length + last.length) return false
  if (!text.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0 || found + part.length > text.length - last.length) return false
    at = found + part.length
  }
  return true
}
