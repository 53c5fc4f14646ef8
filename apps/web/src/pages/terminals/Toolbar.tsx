import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRef, useState } from 'react'
import { notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { saveFile } from '../../lib/save-file.ts'
import {
  changeTerminalPreferences,
  fontSizes,
  terminalThemes,
  useTerminalPreferences,
} from '../../terminal/preferences.ts'
import type { TerminalControls } from '../../terminal/TerminalView.tsx'
import { maxUploadBytes, uploadInput, type Upload } from '../../terminal/transfer.ts'
import { DownloadDialog } from './DownloadDialog.tsx'

/** What can be done with a terminal besides typing: search, look, files, its text. */
export function Toolbar(props: {
  readonly name: string
  readonly live: boolean
  readonly controls: () => TerminalControls | null
  readonly onUpload: (upload: Upload) => void
}) {
  const { name, live, controls } = props
  const t = useT()
  const { fontSize, theme } = useTerminalPreferences()
  const [wanted, setWanted] = useState('')
  const [found, setFound] = useState(true)
  const [downloading, setDownloading] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const find = (backwards: boolean) => setFound(controls()?.find(wanted, backwards) ?? false)
  const upload = async (file: File | undefined) => {
    if (!file) return
    if (file.size > maxUploadBytes) {
      notify({ type: 'error', header: t('terminals.tooLarge', { name: file.name }) })
      return
    }
    props.onUpload(uploadInput(file.name, new Uint8Array(await file.arrayBuffer())))
    controls()?.focus()
  }
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Input
        type="search"
        value={wanted}
        placeholder={t('terminals.find')}
        ariaLabel={t('terminals.find')}
        invalid={wanted !== '' && !found}
        onChange={({ detail }) => {
          setWanted(detail.value)
          setFound(true)
        }}
        onKeyDown={({ detail }) => detail.key === 'Enter' && find(!detail.shiftKey)}
      />
      <Button
        variant="icon"
        iconName="zoom-out"
        ariaLabel={t('terminals.smaller')}
        disabled={fontSize <= fontSizes.smallest}
        onClick={() => changeTerminalPreferences({ fontSize: fontSize - 1 })}
      />
      <Button
        variant="icon"
        iconName="zoom-in"
        ariaLabel={t('terminals.larger')}
        disabled={fontSize >= fontSizes.largest}
        onClick={() => changeTerminalPreferences({ fontSize: fontSize + 1 })}
      />
      <ButtonDropdown
        variant="icon"
        ariaLabel={t('terminals.more')}
        expandToViewport
        items={[
          {
            text: t('terminals.colors'),
            items: terminalThemes.map((one) => ({
              id: `theme:${one}`,
              text: t(`terminals.theme.${one}`),
              itemType: 'checkbox' as const,
              checked: one === theme,
            })),
          },
          {
            id: 'upload',
            text: t('terminals.upload'),
            disabled: !live,
            disabledReason: t('terminals.notLive'),
          },
          {
            id: 'download',
            text: t('terminals.download'),
            disabled: !live,
            disabledReason: t('terminals.notLive'),
          },
          { id: 'save', text: t('terminals.save') },
        ]}
        onItemClick={({ detail: { id } }) => {
          const chosen = terminalThemes.find((one) => id === `theme:${one}`)
          if (chosen) changeTerminalPreferences({ theme: chosen })
          if (id === 'upload') picker.current?.click()
          if (id === 'download') setDownloading(true)
          if (id === 'save') saveFile(`${name}.log`, controls()?.text() ?? '', 'text/plain')
        }}
      />
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={t('terminals.upload')}
        onChange={({ target }) => {
          void upload(target.files?.[0])
          target.value = ''
        }}
      />
      {downloading ? (
        <DownloadDialog
          onClose={() => setDownloading(false)}
          onAsk={(text) => controls()?.send(text)}
        />
      ) : null}
    </SpaceBetween>
  )
}
