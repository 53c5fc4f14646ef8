import { keyFileName } from '@brume/console-api'
import { z } from 'zod'
import type { OpenConnection } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'

const request = z.object({ KeyName: z.string(), KeyFormat: z.enum(['pem', 'ppk']).optional() })
const answer = z.object({ KeyMaterial: z.string() })

/**
 * The browser saves a new private key on the real computer; the account's simulated laptop gets it into its downloads too, so that
 * the lecture's `ssh` can be typed there.
 */
export async function keepNewKey(
  cloud: EmbeddedCloud | undefined,
  { account, info }: OpenConnection,
  operation: string,
  input: unknown,
  output: unknown,
): Promise<void> {
  if (operation !== 'CreateKeyPair' || info.kind !== 'embedded' || account === undefined) return
  const key = answer.safeParse(output).data
  const asked = request.safeParse(input).data
  if (!cloud || !key || !asked) return
  const file = keyFileName(asked.KeyName, asked.KeyFormat)
  await cloud.downloadToMyComputer(account, file, Buffer.from(key.KeyMaterial))
}
