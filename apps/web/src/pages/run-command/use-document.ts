import { asApiError, useOperation } from '../../api/index.ts'
import type { ApiError } from '@brume/console-api'
import type { Parameter } from './send-form.ts'

/** A document of type Command, as far as it is known yet. */
export interface CommandDocument {
  readonly description: string
  readonly platforms: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly latestVersion: number
  readonly isKnown: boolean
  readonly error: ApiError | undefined
}

/** What a document says of itself: what it asks for, and which instances it is for. */
export function useDocument(name: string): CommandDocument {
  const { data, error } = useOperation('ssm', 'DescribeDocument', { Name: name })
  const document = data?.Document
  return {
    description: document?.Description ?? '',
    platforms: document?.PlatformTypes ?? [],
    parameters: (document?.Parameters ?? []).map(
      ({ Name = '', Type, Description, DefaultValue }) => ({
        name: Name,
        isList: Type === 'StringList',
        description: Description ?? '',
        ...(DefaultValue === undefined ? {} : { preset: DefaultValue }),
      }),
    ),
    latestVersion: Number(document?.LatestVersion ?? 1),
    isKnown: document !== undefined,
    error: error ? asApiError(error) : undefined,
  }
}
