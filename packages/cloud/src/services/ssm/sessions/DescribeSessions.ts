import type {
  DescribeSessionsCommandInput,
  DescribeSessionsCommandOutput,
  Session,
  SessionFilter,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { historyMs, sessions, type SessionRecord } from './session.ts'

type Output = Omit<DescribeSessionsCommandOutput, '$metadata'>
type Status = SessionRecord['status'] | 'Terminated'

const defaultPageSize = 50

/** Lists sessions, active ones or those of the last 30 days. */
export const DescribeSessions = operation<DescribeSessionsCommandInput, Output>(
  'DescribeSessions',
  (ctx, input) => {
    const tests = (input.Filters ?? []).map(toTest)
    const found = ctx.db
      .all(sessions)
      .filter((session) => session.startTime > ctx.now - historyMs)
      .map((session) => ({ session, status: statusOf(session) }))
      .filter(({ status }) => (status === 'Terminated') === (input.State === 'History'))
      .filter(({ session, status }) => tests.every((test) => test(session, status)))
      .toReversed()
    const { items, NextToken } = pageOf(found, input, defaultPageSize)
    return { Sessions: items.map(({ session, status }) => toSession(session, status)), NextToken }
  },
)

function statusOf(session: SessionRecord): Status {
  return session.endTime === undefined ? session.status : 'Terminated'
}

type Test = (session: SessionRecord, status: Status) => boolean

function toTest({ key, value = '' }: SessionFilter): Test {
  switch (key) {
    case 'Target':
      return (session) => session.target === value
    case 'Owner':
      return (session) => session.owner === value
    case 'SessionId':
      return (session) => session.id === value
    case 'Status':
      return (_session, status) => status === value
    case 'AccessType':
      return () => value === 'Standard'
    case 'InvokedAfter': {
      const time = readTime(value)
      return (session) => session.startTime > time
    }
    case 'InvokedBefore': {
      const time = readTime(value)
      return (session) => session.startTime < time
    }
    case undefined:
    default:
      throw new AwsError('InvalidFilterKey', `The filter key ${key} is not valid.`)
  }
}

function readTime(value: string): number {
  const time = Date.parse(value)
  if (Number.isNaN(time)) {
    throw new AwsError('ValidationException', `Invalid date ${value}: ISO 8601 is expected.`)
  }
  return time
}

function toSession(session: SessionRecord, status: Status): Session {
  const { endTime, maxDurationMs } = session
  return {
    SessionId: session.id,
    Target: session.target,
    Status: status,
    StartDate: new Date(session.startTime),
    ...(endTime === undefined ? {} : { EndDate: new Date(endTime) }),
    DocumentName: session.documentName,
    Owner: session.owner,
    Reason: session.reason,
    OutputUrl: {},
    ...(maxDurationMs === undefined ? {} : { MaxSessionDuration: String(maxDurationMs / 60_000) }),
    AccessType: 'Standard',
  }
}
