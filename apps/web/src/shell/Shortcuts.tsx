import Box from '@cloudscape-design/components/box'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { useT, type PlainKey } from '../i18n/index.ts'
import { findRoute } from '../routes.tsx'
import { singleKeys } from './single-keys.ts'

const shortcuts: readonly { readonly keys: readonly string[]; readonly text: PlainKey }[] = [
  { keys: ['Ctrl+K'], text: 'shortcuts.palette' },
  { keys: ['?'], text: 'shortcuts.help' },
  { keys: ['/'], text: 'shortcuts.filter' },
  { keys: ['['], text: 'shortcuts.navigation' },
  { keys: ['a'], text: 'shortcuts.activity' },
  { keys: ['g', 'd'], text: 'shortcuts.goDashboard' },
  { keys: ['g', 'i'], text: 'shortcuts.goInstances' },
  { keys: ['n'], text: 'shortcuts.launch' },
]

export default function Shortcuts(props: { readonly onClose: () => void }) {
  const t = useT()
  const [single, setSingle] = useState(singleKeys.read)
  return (
    <Modal
      visible
      header={t('shell.shortcuts')}
      closeAriaLabel={t('common.close')}
      onDismiss={props.onClose}
    >
      <SpaceBetween size="l">
        <dl className="brume-shortcuts">
          {shortcuts
            .filter(({ text }) => text !== 'shortcuts.launch' || findRoute('launch'))
            .map(({ keys, text }) => (
              <div key={text}>
                <dt>
                  {keys.map((key, index) => (
                    <span key={key}>
                      {index > 0 ? ' ' : ''}
                      <kbd>{key}</kbd>
                    </span>
                  ))}
                </dt>
                <dd>{t(text)}</dd>
              </div>
            ))}
        </dl>
        <Toggle
          checked={single}
          onChange={({ detail }) => {
            singleKeys.write(detail.checked)
            setSingle(detail.checked)
          }}
        >
          <Box>{t('shortcuts.single')}</Box>
        </Toggle>
      </SpaceBetween>
    </Modal>
  )
}
