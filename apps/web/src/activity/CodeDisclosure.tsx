import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Spinner from '@cloudscape-design/components/spinner'
import Box from '@cloudscape-design/components/box'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useScope } from '../api/index.ts'
import type { CodeRequest } from '../code/index.ts'
import { useT } from '../i18n/index.ts'
import { rehearse, type Send } from './rehearse.ts'

const RequestCode = lazy(() => import('./RequestCode.tsx'))

/** Typing is followed this much later. */
const settleMs = 150

/** What a form is about to send, as code: nothing is made before it is opened. */
export function CodeDisclosure(props: {
  readonly send: Send
  readonly variant?: 'footer' | 'container'
}) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <ExpandableSection
      variant={props.variant ?? 'footer'}
      headerText={t('asCode.header')}
      expanded={open}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {open ? <Preview send={props.send} /> : null}
    </ExpandableSection>
  )
}

function Preview({ send }: { readonly send: Send }) {
  const t = useT()
  const scope = useScope()
  const [looks] = useState(() => new Map<string, Promise<unknown>>())
  const [requests, setRequests] = useState<readonly CodeRequest[]>()
  // The function is a new one with every change of the form, and with every other drawing: only what it sends counts.
  useEffect(() => {
    let current = true
    const follow = async () => {
      const sent = await rehearse(scope, send, looks)
      if (!current) return
      setRequests((old) => (JSON.stringify(old) === JSON.stringify(sent) ? old : sent))
    }
    const timer = setTimeout(() => void follow(), settleMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [scope, send, looks])
  if (requests === undefined) return <Spinner />
  if (requests.length === 0) return <Box color="text-body-secondary">{t('asCode.nothing')}</Box>
  return (
    <Suspense fallback={<Spinner />}>
      <RequestCode place={scope} requests={requests} />
    </Suspense>
  )
}
