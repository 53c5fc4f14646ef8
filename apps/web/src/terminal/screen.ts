import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { WebglAddon } from '@xterm/addon-webgl'
import { Terminal } from '@xterm/xterm'

export interface Screen {
  readonly terminal: Terminal
  readonly search: SearchAddon
  /** Fits columns and rows to the element. */
  fit(): void
  dispose(): void
}

const scrollback = 5_000

/** An xterm in an element, with Korean widths, links and search. */
export function createScreen(element: HTMLElement): Screen {
  const terminal = new Terminal({
    allowProposedApi: true,
    scrollback,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontSize: 14,
    // At 1 the row below cuts off underscores.
    lineHeight: 1.15,
    fontFamily: 'Menlo, Monaco, "DejaVu Sans Mono", "Noto Sans Mono CJK KR", Consolas, monospace',
    theme: { background: '#0f1b2a', foreground: '#e9ebed', selectionBackground: '#3b5b85' },
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
    dispose: () => terminal.dispose(),
  }
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
