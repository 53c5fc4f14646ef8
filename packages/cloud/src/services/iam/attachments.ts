import type { Records } from '../../engine/collection.ts'
import { roles } from './roles/role.ts'
import { users } from './users/user.ts'

/** How many roles and users a managed policy is attached to. */
export function attachmentsOf(db: Records, policyArn: string): number {
  return db.by(roles, 'policy', policyArn).length + db.by(users, 'policy', policyArn).length
}
