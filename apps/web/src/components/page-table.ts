import { createContext, useContext } from 'react'

/** Tells whether a page of the route table exists; the frame provides it, so that pages need not import the table that imports them. */
export const HasPageContext = createContext<(id: string) => boolean>(() => false)

/** `useHasPage()('launch')`: links to pages that are not there are left out. */
export function useHasPage(): (id: string) => boolean {
  return useContext(HasPageContext)
}
