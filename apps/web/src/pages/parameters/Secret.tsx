import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { asApiError, useOperation } from '../../api/index.ts'
import { CopyText, describeError } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** The value of a SecureString: not asked for until somebody wants to see it. */
export function Secret({ name }: { readonly name: string }) {
  const t = useT()
  const [shown, setShown] = useState(false)
  const { data, error } = useOperation(
    'ssm',
    'GetParameter',
    shown ? { Name: name, WithDecryption: true } : undefined,
    { staleMs: 0 },
  )
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      {!shown ? (
        <span aria-hidden="true">••••••••</span>
      ) : error ? (
        describeError(asApiError(error), t)
      ) : (
        <CopyText text={data?.Parameter?.Value ?? '…'} />
      )}
      <Button variant="inline-link" onClick={() => setShown(!shown)}>
        {t(shown ? 'parameters.hide' : 'parameters.show')}
      </Button>
    </SpaceBetween>
  )
}
