import type { DeleteAssociationCommandInput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { associationTimer } from './apply.ts'
import { associations, executions, findNamed } from './association.ts'

/** Deletes an association and its history; what it did on its nodes stays. */
export const DeleteAssociation = operation<DeleteAssociationCommandInput, object>(
  'DeleteAssociation',
  (ctx, input) => {
    const { id } = findNamed(ctx, input)
    ctx.timers.cancel(associationTimer, id)
    for (const execution of [...ctx.db.by(executions, 'association', id)]) {
      ctx.db.delete(executions, execution.id)
    }
    ctx.db.delete(associations, id)
    return {}
  },
)
