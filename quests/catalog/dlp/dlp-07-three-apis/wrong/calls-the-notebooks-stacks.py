# %% subclass
class DeliveryNet(keras.Model):
    def __init__(self, *stacks):
        super().__init__()

    def call(self, inputs):
        way, dishes = inputs
        return head(keras.ops.concatenate([way_stack(way), dish_stack(dishes)], axis=-1))


subclassed = DeliveryNet(way_stack, dish_stack, head)
