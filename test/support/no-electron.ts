throw new Error("A unit test loaded 'electron'. Only shells (src/main/index.ts, src/main/electron) import it.")
