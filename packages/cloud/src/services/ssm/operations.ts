import type { AnyOperation } from '../../engine/operation.ts'
import { DescribeInstanceInformation } from './instances/DescribeInstanceInformation.ts'
import { GetConnectionStatus } from './instances/GetConnectionStatus.ts'
import { DescribeSessions } from './sessions/DescribeSessions.ts'
import { ResumeSession } from './sessions/ResumeSession.ts'
import { StartSession } from './sessions/StartSession.ts'
import { TerminateSession } from './sessions/TerminateSession.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  DescribeInstanceInformation,
  GetConnectionStatus,
  DescribeSessions,
  ResumeSession,
  StartSession,
  TerminateSession,
]
