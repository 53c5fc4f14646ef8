import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { WebglAddon } from '@xterm/addon-webgl'
import { Terminal } from '@xterm/xterm'
import { themeColors, type TerminalPreferences } from './preferences.ts'

export interface Screen {
  readonly terminal: Terminal
  readonly search: SearchAddon
  /** Fits columns and rows to the element. */
  fit(): void
  look(preferences: TerminalPreferences): void
  /** All that is kept, as text. */
  text(): string
  dispose(): void
}

const scrollback = 5_000

/** An xterm in an element, with Korean widths, links and search. */
export function createScreen(element: HTMLElement, preferences: TerminalPreferences): Screen {
  const terminal = new Terminal({
    allowProposedApi: true,
    scrollback,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontSize: preferences.fontSize,
    // At 1 the row below cuts off underscores.
    lineHeight: 1.15,
    fontFamily: 'Menlo, Monaco, "DejaVu Sans Mono", "Noto Sans Mono CJK KR", Consolas, monospace',
    theme: themeColors[preferences.theme],
  })
  const fitting = new FitAddon()
  const search = new SearchAddon()
  terminal.loadAddon(fitting)
  terminal.loadAddon(search)
  terminal.loadAddon(new WebLinksAddon())
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  terminal.open(element)
  if (hasHardwareWebgl()) {
    const webgl = new WebglAddon()
    webgl.onContextLoss(() => webgl.dispose())
    terminal.loadAddon(webgl)
  }
  return {
    terminal,
    search,
    fit: () => {
      // A hidden tab has no size, and fitting to it would tell the guest so.
      if (element.offsetWidth > 0 && element.offsetHeight > 0) fitting.fit()
    },
    look({ fontSize, theme }) {
      terminal.options.fontSize = fontSize
      terminal.options.theme = themeColors[theme]
    },
    text: () => textOf(terminal),
    dispose: () => terminal.dispose(),
  }
}

function textOf(terminal: Terminal): string {
  const { active } = terminal.buffer
  let text = ''
  for (let row = 0; row < active.length; row += 1) {
    const line = active.getLine(row)
    if (row > 0 && !line?.isWrapped) text += '\n'
    text += line?.translateToString(true) ?? ''
  }
  return `${text.trimEnd()}\n`
}

/** WebGL in software is several times slower than the DOM, and no flag of the browser tells it. */
function hasHardwareWebgl(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2')
  const info = gl?.getExtension('WEBGL_debug_renderer_info')
  if (!gl || !info) return false
  const renderer = String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return !/SwiftShader|llvmpipe|Software/i.test(renderer)
}
