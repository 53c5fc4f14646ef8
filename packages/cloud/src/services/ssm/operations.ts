import { UnlabelParameterVersion } from './parameters/UnlabelParameterVersion.ts'
import { LabelParameterVersion } from './parameters/LabelParameterVersion.ts'
import type { AnyOperation } from '../../engine/operation.ts'
import { CreateAssociation } from './associations/CreateAssociation.ts'
import { DeleteAssociation } from './associations/DeleteAssociation.ts'
import { DescribeAssociation } from './associations/DescribeAssociation.ts'
import { DescribeAssociationExecutionTargets } from './associations/DescribeAssociationExecutionTargets.ts'
import { DescribeAssociationExecutions } from './associations/DescribeAssociationExecutions.ts'
import { DescribeEffectiveInstanceAssociations } from './associations/DescribeEffectiveInstanceAssociations.ts'
import { DescribeInstanceAssociationsStatus } from './associations/DescribeInstanceAssociationsStatus.ts'
import { ListAssociationVersions } from './associations/ListAssociationVersions.ts'
import { ListAssociations } from './associations/ListAssociations.ts'
import { StartAssociationsOnce } from './associations/StartAssociationsOnce.ts'
import { UpdateAssociation } from './associations/UpdateAssociation.ts'
import { DeleteInventory } from './inventory/DeleteInventory.ts'
import { DescribeInventoryDeletions } from './inventory/DescribeInventoryDeletions.ts'
import { GetInventory } from './inventory/GetInventory.ts'
import { GetInventorySchema } from './inventory/GetInventorySchema.ts'
import { ListInventoryEntries } from './inventory/ListInventoryEntries.ts'
import { PutInventory } from './inventory/PutInventory.ts'
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
  CreateAssociation,
  DeleteAssociation,
  DescribeAssociation,
  DescribeAssociationExecutionTargets,
  DescribeAssociationExecutions,
  DescribeEffectiveInstanceAssociations,
  DescribeInstanceAssociationsStatus,
  ListAssociationVersions,
  ListAssociations,
  StartAssociationsOnce,
  UpdateAssociation,
  DeleteInventory,
  DescribeInventoryDeletions,
  GetInventory,
  GetInventorySchema,
  ListInventoryEntries,
  PutInventory,
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
