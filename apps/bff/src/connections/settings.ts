import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ConfigError } from '../config-error.ts'

/** `BRUME_CONFIG`, a JSON file: connections beyond the discovered ones, or more about those. */
const settingsSchema = z.strictObject({
  connections: z
    .array(
      z.strictObject({
        /** What people read; by default the profile's name. */
        name: z.string().min(1).max(100).optional(),
        /** Profile of the shared config files; absent: the environment's credentials. */
        profile: z.string().min(1).optional(),
        region: z.string().optional(),
        /** Role to assume with those credentials. */
        roleArn: z.string().startsWith('arn:').optional(),
        externalId: z.string().optional(),
        endpointUrl: z.url().optional(),
        readOnly: z.boolean().optional(),
      }),
    )
    .default([]),
  embedded: z.strictObject({ readOnly: z.boolean().optional() }).default({}),
})

export type Settings = z.infer<typeof settingsSchema>
export type ConnectionSettings = Settings['connections'][number]

/** Throws an error whose message names the file, the member and what is wrong with it. */
export async function readSettings(path: string): Promise<Settings> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ConfigError(`BRUME_CONFIG: ${path} cannot be read as JSON.`, { cause })
  }
  const parsed = settingsSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new ConfigError(
    `BRUME_CONFIG: ${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
  )
}
