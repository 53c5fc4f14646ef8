import Box from '@cloudscape-design/components/box'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { readDocument } from '../roles/documents.ts'
import { PolicySummary } from './PolicySummary.tsx'

/** A policy to be read: in words, or as it is written. `document` is percent-encoded, as IAM answers it. */
export function PolicyView({ document }: { readonly document: string | undefined }) {
  const t = useT()
  const [as, setAs] = useState('summary')
  if (document === undefined) return <Spinner />
  const text = readDocument(document)
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        selectedId={as}
        label={t('iam.showAs')}
        options={[
          { id: 'summary', text: t('iam.summary') },
          { id: 'json', text: 'JSON' },
        ]}
        onChange={({ detail }) => setAs(detail.selectedId)}
      />
      {as === 'json' ? <Box variant="pre">{text}</Box> : <PolicySummary text={text} />}
    </SpaceBetween>
  )
}
