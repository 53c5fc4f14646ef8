import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import { useT } from '../i18n/index.ts'

/** A value with a button that copies it. `-` for nothing. */
export function CopyText(props: { readonly text: string | undefined; readonly label?: string }) {
  const t = useT()
  if (!props.text) return <>-</>
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={props.text}
      copyButtonAriaLabel={t('common.copyValue', { value: props.label ?? props.text })}
      copySuccessText={t('common.copied')}
      copyErrorText={t('common.copyFailed')}
    />
  )
}
