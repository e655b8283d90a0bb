// The types of everything that server and page say to each other. This file holds no code.

/**
 * One normal distribution of a target that is a mixture, with its covariance.
 * @typedef {object} Mode
 * @property {number} x
 * @property {number} y
 * @property {number} xx variance along x
 * @property {number} xy covariance of x and y
 * @property {number} yy variance along y
 * @property {number} weight share of the samples, 0 to 1
 */

/**
 * The square that the picture of a target shows: from `x - half` to `x + half`, the same for y.
 * @typedef {object} Box
 * @property {number} x
 * @property {number} y
 * @property {number} half
 */

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {number} dimension
 * @property {Box} box
 * @property {Mode[]} modes empty if unknown
 * @property {number} radius distance from a mode, in deviations, below which a sample is good
 * @property {"plane" | "line" | "projection"} view
 * @property {string} viewText what the view shows, if that needs words
 * @property {number[]} samples x, y, x, y ... of 500 points of the target
 */

/**
 * @typedef {object} Control
 * @property {string} key such as `generator.optimizer.learningRate`
 * @property {string} value YAML text
 * @property {string} standard the value that the method gives it
 * @property {string} allowed
 * @property {string} meaning
 * @property {string[]} [choices]
 * @property {boolean} [isMultiple] whether several of the choices can be chosen together
 * @property {string} [part]
 * @property {boolean} isChanged
 */

/**
 * One setting and its value as YAML text; null means the default of the method.
 * @typedef {object} Assignment
 * @property {string} key
 * @property {string | null} value
 */

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {"loss" | "norm" | "metric" | "monitor"} kind
 * @property {number | null} [floor] what as many samples of the target itself score
 * @property {"higher" | "lower" | "target" | "none"} better
 * @property {string} meaning
 */

/**
 * A change of settings in the middle of training.
 * @typedef {object} Mark
 * @property {number} step
 * @property {string} text
 * @property {string[]} fresh what started afresh because it did not fit
 */

/**
 * One training session.
 * @typedef {object} Pane
 * @property {number} id
 * @property {string} title
 * @property {string} method
 * @property {number} seed
 * @property {number} steps
 * @property {Target} target
 * @property {Control[]} settings in the order in which they are shown
 * @property {Assignment[]} assignments
 * @property {string} yaml
 * @property {string} command
 * @property {Column[]} columns
 * @property {boolean} canSplitStep
 * @property {boolean} hasManifold
 * @property {boolean} hasArrows
 * @property {boolean} hasSurface
 * @property {number | null} [decisionThreshold] output at which the discriminator decides between real
 *     and generated; none for a critic, which does not decide
 * @property {number} categories 0 if the method has none
 * @property {Mark[]} marks
 * @property {string | null} source path of the run folder it was opened from
 * @property {number[]} storedSteps
 */

/**
 * @typedef {object} State
 * @property {number} step
 * @property {number} last the last step that was trained in this pane
 * @property {boolean} playing
 * @property {boolean} replaying steps are being computed again
 * @property {number | null} rate steps per second
 * @property {number | null} speed the wished rate; null means as fast as possible
 * @property {string | null} outcome how the training ended, such as `diverged at step 40: ...`
 * @property {boolean} stored
 * @property {number} [zoom] how many times as far the picture is seen from; 1 if absent
 * @property {(number | null)[]} values one per column of the pane
 */

/**
 * The discriminator's logit or critic value on a grid. `values[row * side + column]`; rows go
 * from y0 up to y1, columns from x0 to x1.
 * @typedef {object} Surface
 * @property {number} side
 * @property {number} x0
 * @property {number} x1
 * @property {number} y0
 * @property {number} y1
 * @property {Float32Array} values
 */

/**
 * Images of a grid of latents: x, y, x, y ... of `side * side` points.
 * @typedef {object} Manifold
 * @property {number} side
 * @property {Float32Array} points
 */

/**
 * @typedef {object} ModeCount
 * @property {number} count samples nearest to this mode
 * @property {number} good those of them within the target's radius
 */

/**
 * Rows of the curves from index `first` on. `values[row * columns + column]`; column 0 is the
 * step, then come the pane's columns in order.
 * @typedef {object} Curves
 * @property {number} epoch
 * @property {number} first
 * @property {number} rows
 * @property {number} columns
 * @property {Float32Array} values
 */

/**
 * @typedef {object} Frame
 * @property {number} pane
 * @property {State} [state]
 * @property {Float32Array} [samples] x, y, x, y ...; can hold NaN and infinities
 * @property {Surface} [surface]
 * @property {Float32Array} [arrows] x, y, dx, dy, x, y, dx, dy ...
 * @property {Manifold} [manifold]
 * @property {ModeCount[]} [modes]
 * @property {Curves} [curves]
 * @property {Uint8Array} [categories] one per sample
 */

// What the page says to the server.

/**
 * @typedef {number | "all"} PaneOrAll
 * @typedef {"samples" | "surface" | "arrows" | "manifold"} FramePart
 * @typedef {"both" | "discriminator" | "generator"} StepPart
 * @typedef {{assignments: Assignment[], step: number}} AddressPane
 */

/**
 * @typedef {{do: "frame", pane: number, epoch: number, from: number, show: FramePart[],
 *     samples: number}} FrameRequest
 * @typedef {{do: "play" | "pause" | "restart", pane: PaneOrAll}} PlayRequest
 * @typedef {{do: "step", pane: PaneOrAll, count: number, part: StepPart}} StepRequest
 * @typedef {{do: "goto", pane: PaneOrAll, step: number}} GotoRequest
 * @typedef {{do: "speed", pane: PaneOrAll, value: number | null}} SpeedRequest
 * @typedef {{do: "set" | "compare", pane: number, assignments: Assignment[]}} SetRequest
 * @typedef {{do: "points", pane: number, csv: string}} PointsRequest
 * @typedef {{do: "branch" | "remove" | "save", pane: number}} PaneRequest
 * @typedef {{do: "add"} | {do: "folders"} | {do: "panels"}} PlainRequest
 * @typedef {{do: "inStep", on: boolean}} InStepRequest
 * @typedef {{do: "lesson", name: string}} LessonRequest
 * @typedef {{do: "address", panes: AddressPane[], inStep: boolean}} AddressRequest
 * @typedef {{do: "open", folder: number}} OpenRequest
 * @typedef {{do: "openRun", run: number}} OpenRunRequest
 * @typedef {FrameRequest | PlayRequest | StepRequest | GotoRequest | SpeedRequest | SetRequest
 *     | PointsRequest | PaneRequest | PlainRequest | InStepRequest | LessonRequest
 *     | AddressRequest | OpenRequest | OpenRunRequest} PageMessage
 */

// What the server says to the page, besides frames.

/**
 * @typedef {object} Named
 * @property {string} name
 * @property {string} summary
 */

/**
 * @typedef {object} NamedMetric
 * @property {string} name
 * @property {string} summary
 * @property {"higher" | "lower" | "target"} better
 */

/**
 * @typedef {object} Lesson
 * @property {string} name
 * @property {string} title
 * @property {string} text
 * @property {string} lookFor
 * @property {string} paper
 * @property {number} panes
 * @property {number} steps
 * @property {string[]} show what the pictures show
 * @property {string} [chart] the column of the first chart
 */

/**
 * @typedef {object} Catalogue
 * @property {Named[]} methods
 * @property {Named[]} targets
 * @property {Named[]} families
 * @property {NamedMetric[]} metrics
 * @property {Named[]} objectives
 * @property {Named[]} penalties
 * @property {Lesson[]} lessons
 */

/**
 * @typedef {object} Folder
 * @property {number} index
 * @property {string} name
 * @property {"run" | "sweep"} kind
 * @property {string} text
 */

/**
 * @typedef {"done" | "running" | "waiting" | "diverged" | "failed" | "interrupted"} RunStatus
 */

/**
 * One run of a sweep.
 * @typedef {object} Panel
 * @property {number} run
 * @property {string} label
 * @property {number} seed
 * @property {RunStatus} status
 * @property {number} step
 * @property {string} modes
 * @property {(number | null)[]} samples x, y, x, y ...
 */

/**
 * @typedef {object} SweepTable
 * @property {string[]} columns
 * @property {string[][]} rows
 */

/**
 * @typedef {object} HelloEvent
 * @property {"hello"} event
 * @property {number} protocol
 * @property {string} version
 * @property {number} paneLimit
 * @property {Catalogue} catalogue
 */

/**
 * @typedef {object} SweepEvent
 * @property {"sweep"} event
 * @property {string} name
 * @property {number} total
 * @property {number} done
 * @property {number} running
 * @property {number | null} [secondsLeft]
 * @property {SweepTable} table
 * @property {Panel[]} panels
 * @property {Target} [target] none before the first run has begun
 */

/**
 * @typedef {{event: "panes", order: number[], inStep: boolean}} PanesEvent
 * @typedef {{event: "pane", pane: Pane}} PaneEvent
 * @typedef {{event: "refused", do: string, pane?: number, key?: string, message: string}}
 *     RefusedEvent
 * @typedef {{event: "note", pane?: number, text: string}} NoteEvent
 * @typedef {{event: "folders", folders: Folder[]}} FoldersEvent
 * @typedef {{event: "saving", pane: number, step: number, of: number}} SavingEvent
 * @typedef {{event: "saved", pane: number, folder: string, path: string,
 *     command: string}} SavedEvent
 * @typedef {HelloEvent | PanesEvent | PaneEvent | RefusedEvent | NoteEvent | FoldersEvent
 *     | SweepEvent | SavingEvent | SavedEvent} ServerEvent
 */

export {};
