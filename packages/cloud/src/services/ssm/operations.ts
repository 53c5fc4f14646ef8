import type { AnyOperation } from '../../engine/operation.ts'
import { AddTagsToResource } from './parameters/AddTagsToResource.ts'
import { DeleteParameter } from './parameters/DeleteParameter.ts'
import { DeleteParameters } from './parameters/DeleteParameters.ts'
import { DescribeInstanceInformation } from './instances/DescribeInstanceInformation.ts'
import { DescribeParameters } from './parameters/DescribeParameters.ts'
import { DescribeSessions } from './sessions/DescribeSessions.ts'
import { GetConnectionStatus } from './instances/GetConnectionStatus.ts'
import { GetParameter } from './parameters/GetParameter.ts'
import { GetParameterHistory } from './parameters/GetParameterHistory.ts'
import { GetParameters } from './parameters/GetParameters.ts'
import { GetParametersByPath } from './parameters/GetParametersByPath.ts'
import { ListTagsForResource } from './parameters/ListTagsForResource.ts'
import { PutParameter } from './parameters/PutParameter.ts'
import { RemoveTagsFromResource } from './parameters/RemoveTagsFromResource.ts'
import { ResumeSession } from './sessions/ResumeSession.ts'
import { StartSession } from './sessions/StartSession.ts'
import { TerminateSession } from './sessions/TerminateSession.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  AddTagsToResource,
  DeleteParameter,
  DeleteParameters,
  DescribeInstanceInformation,
  DescribeParameters,
  DescribeSessions,
  GetConnectionStatus,
  GetParameter,
  GetParameterHistory,
  GetParameters,
  GetParametersByPath,
  ListTagsForResource,
  PutParameter,
  RemoveTagsFromResource,
  ResumeSession,
  StartSession,
  TerminateSession,
]
