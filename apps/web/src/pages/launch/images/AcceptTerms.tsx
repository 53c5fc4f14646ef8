import { routes, type AcceptTerms as Terms } from '@brume/console-api'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useMutation } from '@tanstack/react-query'
import { asApiError, request, useConnection } from '../../../api/index.ts'
import { describeError } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'

/** Whether the page itself can accept a product's terms; AWS has them accepted on its Marketplace site. */
export function useCanAcceptTerms(): boolean {
  const { kind, readOnly } = useConnection()
  return kind === 'embedded' && !readOnly
}

/** Accepts a Marketplace product's terms in the embedded cloud. */
export function AcceptTerms({ productCode }: { readonly productCode: string }) {
  const t = useT()
  const { id } = useConnection()
  const accepting = useMutation({
    mutationFn: (terms: Terms) => request('POST', routes.cloud(id, 'marketplace'), terms),
  })
  if (accepting.isSuccess)
    return <StatusIndicator type="success">{t('launch.terms.accepted')}</StatusIndicator>
  return (
    <SpaceBetween size="xs">
      <Button
        loading={accepting.isPending}
        onClick={() => accepting.mutate({ accept: productCode })}
      >
        {t('launch.terms.accept')}
      </Button>
      {accepting.error ? (
        <StatusIndicator type="error">
          {describeError(asApiError(accepting.error), t)}
        </StatusIndicator>
      ) : null}
    </SpaceBetween>
  )
}
