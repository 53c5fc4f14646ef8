import { UnlabelParameterVersion } from './parameters/UnlabelParameterVersion.ts'
import { LabelParameterVersion } from './parameters/LabelParameterVersion.ts'
import type { AnyOperation } from '../../engine/operation.ts'
import { AddTagsToResource } from './tagging/AddTagsToResource.ts'
import { CancelCommand } from './commands/CancelCommand.ts'
import { CreateDocument } from './documents/CreateDocument.ts'
import { DeleteDocument } from './documents/DeleteDocument.ts'
import { DeleteParameter } from './parameters/DeleteParameter.ts'
import { DeleteParameters } from './parameters/DeleteParameters.ts'
import { DescribeDocument } from './documents/DescribeDocument.ts'
import { DescribeDocumentPermission } from './documents/DescribeDocumentPermission.ts'
import { DescribeInstanceInformation } from './instances/DescribeInstanceInformation.ts'
import { DescribeParameters } from './parameters/DescribeParameters.ts'
import { DescribeSessions } from './sessions/DescribeSessions.ts'
import { GetCommandInvocation } from './commands/GetCommandInvocation.ts'
import { GetConnectionStatus } from './instances/GetConnectionStatus.ts'
import { GetDocument } from './documents/GetDocument.ts'
import { GetParameter } from './parameters/GetParameter.ts'
import { GetParameterHistory } from './parameters/GetParameterHistory.ts'
import { GetParameters } from './parameters/GetParameters.ts'
import { GetParametersByPath } from './parameters/GetParametersByPath.ts'
import { ListCommandInvocations } from './commands/ListCommandInvocations.ts'
import { ListCommands } from './commands/ListCommands.ts'
import { ListDocumentVersions } from './documents/ListDocumentVersions.ts'
import { ListDocuments } from './documents/ListDocuments.ts'
import { ListTagsForResource } from './tagging/ListTagsForResource.ts'
import { PutParameter } from './parameters/PutParameter.ts'
import { RemoveTagsFromResource } from './tagging/RemoveTagsFromResource.ts'
import { ResumeSession } from './sessions/ResumeSession.ts'
import { SendCommand } from './commands/SendCommand.ts'
import { StartSession } from './sessions/StartSession.ts'
import { TerminateSession } from './sessions/TerminateSession.ts'
import { UpdateDocument } from './documents/UpdateDocument.ts'
import { UpdateDocumentDefaultVersion } from './documents/UpdateDocumentDefaultVersion.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  AddTagsToResource,
  CancelCommand,
  CreateDocument,
  DeleteDocument,
  DeleteParameter,
  DeleteParameters,
  DescribeDocument,
  DescribeDocumentPermission,
  DescribeInstanceInformation,
  DescribeParameters,
  DescribeSessions,
  GetCommandInvocation,
  GetConnectionStatus,
  GetDocument,
  GetParameter,
  GetParameterHistory,
  GetParameters,
  GetParametersByPath,
  LabelParameterVersion,
  ListCommandInvocations,
  ListCommands,
  ListDocumentVersions,
  ListDocuments,
  ListTagsForResource,
  PutParameter,
  RemoveTagsFromResource,
  ResumeSession,
  SendCommand,
  StartSession,
  TerminateSession,
  UnlabelParameterVersion,
  UpdateDocument,
  UpdateDocumentDefaultVersion,
]
