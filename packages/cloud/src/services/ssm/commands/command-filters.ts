import type { CommandFilter } from '@aws-sdk/client-ssm'
import { AwsError } from '../../../errors.ts'
import type { CommandRecord } from './command.ts'

/** What the filters of both lists look at. */
interface Subject {
  readonly command: CommandRecord
  readonly status: string
  readonly statusDetails: string
  readonly isComplete: boolean
}

/** Throws `InvalidFilterKey`; the stage of a command can be asked for where commands are listed alone. */
export function commandTest(
  filters: readonly CommandFilter[],
  admitsStage: boolean,
): (subject: Subject) => boolean {
  const tests = filters.map((filter) => toTest(filter, admitsStage))
  return (subject) => tests.every((test) => test(subject))
}

function toTest({ key, value = '' }: CommandFilter, admitsStage: boolean) {
  switch (key) {
    case 'InvokedAfter': {
      const time = readTime(value)
      return ({ command }: Subject) => command.requestedAt > time
    }
    case 'InvokedBefore': {
      const time = readTime(value)
      return ({ command }: Subject) => command.requestedAt < time
    }
    case 'Status':
      return ({ status, statusDetails }: Subject) => status === value || statusDetails === value
    case 'DocumentName':
      return ({ command }: Subject) => command.documentName === value
    case 'ExecutionStage':
      if (admitsStage && (value === 'Executing' || value === 'Complete')) {
        return ({ isComplete }: Subject) => isComplete === (value === 'Complete')
      }
      throw new AwsError('InvalidFilterKey', `The specified key ${key} isn't valid.`)
    case undefined:
    default:
      throw new AwsError('InvalidFilterKey', `The specified key ${key} isn't valid.`)
  }
}

function readTime(value: string): number {
  const time = Date.parse(value)
  if (!Number.isNaN(time)) return time
  throw new AwsError('ValidationException', `Invalid date ${value}: ISO 8601 is expected.`)
}
