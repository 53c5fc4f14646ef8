import { collection } from '../../../engine/collection.ts'

/** A deletion of a service-linked role that was asked for; all of them succeed at once. */
export interface DeletionTaskRecord {
  /** `task/aws-service-role/<service>/<role>/<uuid>` */
  readonly id: string
}

export const deletionTasks = collection<DeletionTaskRecord>({
  name: 'iam/deletion-task',
  scope: 'account',
})
