declare module 'ace-builds/src-noconflict/snippets/sh'
declare module 'ace-builds/src-noconflict/snippets/powershell'
declare module 'ace-builds/src-noconflict/snippets/json'
