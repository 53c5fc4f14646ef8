import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { listeners, type ListenerRecord } from './listener.ts'

export function listenerNotFound(): AwsError {
  return new AwsError('ListenerNotFound', 'One or more listeners not found')
}

/** Throws `ListenerNotFound`. */
export function findListener({ db }: Context, arn = ''): ListenerRecord {
  const found = db.get(listeners, arn)
  if (!found) throw listenerNotFound()
  return found
}
