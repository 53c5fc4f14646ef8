import type { z } from 'zod'
import { refuse } from '../fault.ts'

/** The body of one of our own routes, or a 400 that names the member. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const member = issue?.path.join('.') || undefined
  throw refuse(
    400,
    'BadRequest',
    `${member ?? 'The body'}: ${issue?.message ?? 'not understood'}.`,
    {
      member,
      hint: 'bad-request',
    },
  )
}
