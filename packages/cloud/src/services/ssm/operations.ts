import type { AnyOperation } from '../../engine/operation.ts'
import { DescribeInstanceInformation } from './instances/DescribeInstanceInformation.ts'
import { DescribeSessions } from './sessions/DescribeSessions.ts'
import { GetConnectionStatus } from './instances/GetConnectionStatus.ts'
import { GetParameter } from './parameters/GetParameter.ts'
import { GetParameters } from './parameters/GetParameters.ts'
import { GetParametersByPath } from './parameters/GetParametersByPath.ts'
import { ResumeSession } from './sessions/ResumeSession.ts'
import { StartSession } from './sessions/StartSession.ts'
import { TerminateSession } from './sessions/TerminateSession.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  DescribeInstanceInformation,
  DescribeSessions,
  GetConnectionStatus,
  GetParameter,
  GetParameters,
  GetParametersByPath,
  ResumeSession,
  StartSession,
  TerminateSession,
]
